//! What the file says of itself: XMP and the information dictionary, which say the same.

use lopdf::{Dictionary, Object, StringFormat, dictionary, text_string};

use crate::render::Metadata;
use crate::render::pdf::enclosures::{Level, Standards};

/// The program that made the file.
const TOOL: &str = concat!("letterctl ", env!("CARGO_PKG_VERSION"));

/// The information dictionary (ISO 32000-1, 14.3.3).
pub(crate) fn information(title: &str, metadata: &Metadata) -> Dictionary {
    let mut information = dictionary! { "Title" => text_string(title) };
    if let Some(author) = &metadata.author {
        information.set("Author", text_string(author));
    }
    if let Some(subject) = &metadata.subject {
        information.set("Subject", text_string(subject));
    }
    information.set("Creator", text_string(TOOL));
    information.set("Producer", text_string(TOOL));
    if let Some(seconds) = metadata.created {
        let [year, month, day, hour, minute, second] = date(seconds);
        let text = format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
        let text = Object::String(text.into_bytes(), StringFormat::Literal);
        information.set("CreationDate", text.clone());
        information.set("ModDate", text);
    }
    information
}

/// The XMP packet (ISO 16684-1) with the claims of conformance.
pub(crate) fn xmp(title: &str, language: &str, metadata: &Metadata) -> String {
    let mut properties: Vec<String> = Vec::new();
    let mut property = |name: &str, kind: &str, item: &str, value: &str| {
        let value = escaped(value);
        properties.push(format!(
            "   <{name}><rdf:{kind}><rdf:li{item}>{value}</rdf:li></rdf:{kind}></{name}>\n"
        ));
    };
    property("dc:title", "Alt", " xml:lang=\"x-default\"", title);
    property("dc:language", "Bag", "", language);
    if let Some(author) = &metadata.author {
        property("dc:creator", "Seq", "", author);
    }
    if let Some(subject) = &metadata.subject {
        property("dc:description", "Alt", " xml:lang=\"x-default\"", subject);
    }
    if let Some(seconds) = metadata.created {
        let [year, month, day, hour, minute, second] = date(seconds);
        let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        properties.push(format!(
            "   <xmp:CreateDate>{date}</xmp:CreateDate>\n   <xmp:ModifyDate>{date}</xmp:ModifyDate>\n"
        ));
    }
    let properties = properties.concat();
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n   \
         {ARCHIVE}{ACCESSIBLE}<dc:format>application/pdf</dc:format>\n\
         {properties}   \
         <xmp:CreatorTool>{TOOL}</xmp:CreatorTool>\n   <pdf:Producer>{TOOL}</pdf:Producer>\n\
         {UA_SCHEMA}  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// That the file is PDF/A-2a.
const ARCHIVE: &str =
    "<pdfaid:part>2</pdfaid:part>\n   <pdfaid:conformance>A</pdfaid:conformance>\n   ";
/// That it is PDF/UA-1.
const ACCESSIBLE: &str = "<pdfuaid:part>1</pdfuaid:part>\n   ";

/// A packet that claims no more than some standards.
pub(crate) fn claiming(packet: &str, standards: Standards) -> String {
    let archive = match standards.archive {
        Some(Level::A) => ARCHIVE.to_owned(),
        Some(Level::U) => ARCHIVE.replace(">A<", ">U<"),
        Some(Level::B) => ARCHIVE.replace(">A<", ">B<"),
        None => String::new(),
    };
    let packet = packet.replacen(ARCHIVE, &archive, 1);
    if standards.accessible {
        return packet;
    }
    packet.replacen(ACCESSIBLE, "", 1).replacen(UA_SCHEMA, "", 1)
}

/// What `pdfuaid:part` means, since PDF/A-2 (6.6.2.3) knows no such property.
const UA_SCHEMA: &str = "   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/// A text as XML says it; characters that XML 1.0 does not have are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Year, month, day, hour, minute and second of a moment, by the Gregorian calendar in UTC, between
/// the years 0 and 9999 that a PDF can say.
fn date(seconds: i64) -> [i64; 6] {
    let seconds = seconds.clamp(-62_167_219_200, 253_402_300_799);
    let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years are counted from March on, so that the day added in leap years is the last one.
    // 146,097 days make 400 years; day 0 of 1970 is day 719,468 after March 1 of the year 0.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + 400 * era + i64::from(month <= 2);
    [year, month, day, time / 3_600, time / 60 % 60, time % 60]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_date() {
        assert_eq!(date(0), [1970, 1, 1, 0, 0, 0]);
        assert_eq!(date(951_827_696), [2000, 2, 29, 12, 34, 56]);
        assert_eq!(date(-1), [1969, 12, 31, 23, 59, 59]);
        assert_eq!(date(i64::MAX), [9999, 12, 31, 23, 59, 59]);
        assert_eq!(date(i64::MIN), [0, 1, 1, 0, 0, 0]);
    }

    #[test]
    fn a_claim_is_lowered_and_taken_back() {
        let packet = xmp("T", "en", &Metadata::default());
        let claimed = |archive, accessible| {
            let said = claiming(&packet, Standards { archive, accessible });
            ["pdfaid:part>2", "conformance>A", "conformance>B", "pdfuaid:part", "UA ident"]
                .map(|words| said.contains(words))
        };
        assert_eq!(claimed(Some(Level::A), true), [true, true, false, true, true]);
        assert_eq!(claimed(Some(Level::B), true), [true, false, true, true, true]);
        assert_eq!(claimed(None, false), [false; 5]);
        assert_eq!(claiming(&packet, Standards::LETTER), packet);
    }

    #[test]
    fn both_records_say_the_same_and_xml_stays_well_formed() {
        let metadata = Metadata {
            author: Some("Smith & Söhne <x>".to_owned()),
            subject: None,
            created: Some(1_659_398_400),
        };
        let packet = xmp("A\u{0}B", "de", &metadata);
        assert!(packet.contains("<rdf:li>Smith &amp; Söhne &lt;x&gt;</rdf:li>"));
        assert!(packet.contains("<rdf:li xml:lang=\"x-default\">AB</rdf:li>"));
        assert!(packet.contains("<xmp:CreateDate>2022-08-02T00:00:00Z</xmp:CreateDate>"));
        assert!(!packet.contains("dc:description"));
        let information = information("AB", &metadata);
        let date = information.get(b"CreationDate").and_then(Object::as_str).unwrap();
        assert_eq!(date, b"D:20220802000000Z");
    }
}
