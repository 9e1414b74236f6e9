//! Lines of a given width.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::render::lines::Room;
use crate::render::text::flow::Flow;

/// The paragraph in lines, each as full as it gets; those after the first are indented by `hang`.
///
/// A line is broken at a space, which is dropped, and beside an ideograph, as far as the
/// punctuation there permits (UAX 14). Hyphens and dashes are no places to break: what is copied
/// out of a mail and joined again must read as before.
pub(crate) fn wrap(flow: &Flow, room: Room, hang: usize) -> Vec<String> {
    let indent = " ".repeat(hang);
    let mut lines: Vec<String> = Vec::new();
    if flow.text.is_empty() {
        return lines;
    }
    let mut offset = 0;
    for asked in flow.text.split('\n') {
        let mut line = String::new();
        let mut width = 0;
        let mut space = 0;
        for unit in units(asked, offset, &flow.whole) {
            let text = &asked[unit.range.clone()];
            let columns = text.width();
            let room = if lines.is_empty() { room } else { room.less(hang) };
            if !line.is_empty() && !room.fits(width + space + columns) {
                push_line(&mut lines, &indent, &line);
                line.clear();
                width = 0;
                space = 0;
            }
            line.push_str(&" "[..space]);
            line.push_str(text);
            width += space + columns;
            space = usize::from(unit.space_after);
        }
        push_line(&mut lines, &indent, &line);
        offset += asked.len() + 1;
    }
    lines
}

fn push_line(lines: &mut Vec<String>, indent: &str, line: &str) {
    let indent = if lines.is_empty() || line.is_empty() { "" } else { indent };
    lines.push(format!("{indent}{line}"));
}

/// What no line break may fall into.
struct Unit {
    range: Range<usize>,
    space_after: bool,
}

/// `line`, which stands at `offset` in the paragraph, cut wherever it may be broken.
fn units(line: &str, offset: usize, whole: &[Range<usize>]) -> Vec<Unit> {
    let mut whole = whole.iter().peekable();
    let mut units = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, character) in line.char_indices() {
        while whole.next_if(|range| range.end <= offset + at).is_some() {}
        let kept = whole.peek().is_some_and(|range| range.start < offset + at);
        match before {
            _ if kept => {}
            Some(before) if character == ' ' && !is_glue(before) => {
                units.push(Unit { range: start..at, space_after: true });
                start = at + 1;
            }
            Some(before) if at > start && may_break(before, character) => {
                units.push(Unit { range: start..at, space_after: false });
                start = at;
            }
            _ => {}
        }
        before = Some(character);
    }
    units.push(Unit { range: start..line.len(), space_after: false });
    units
}

/// Whether a line may end between two characters that no space parts.
fn may_break(before: char, after: char) -> bool {
    let beside_ideograph = (is_ideographic(before) && !is_hangul(after))
        || (is_ideographic(after) && !is_hangul(before));
    beside_ideograph
        && !is_glue(before)
        && !is_glue(after)
        && !is_opening(before)
        && !is_closing(after)
        && before != ' '
        && !matches!((before, after), ('"' | '\'', _) | (_, '"' | '\''))
}

fn is_glue(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2060}' | '\u{feff}')
}

/// Scripts that are written without spaces and broken between any two characters.
fn is_ideographic(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Korean is written with spaces, and broken there.
fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}')
}

/// What no line may end with: UAX 14's opening punctuation and prefixes.
fn is_opening(character: char) -> bool {
    matches!(
        character,
        '(' | '['
            | '{'
            | '<'
            | '$'
            | '£'
            | '¥'
            | '€'
            | '“'
            | '‘'
            | '«'
            | '¿'
            | '¡'
            | '№'
            | '\u{2068}'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〖'
            | '〘'
            | '〚'
            | '〝'
            | '（'
            | '［'
            | '｛'
            | '｟'
            | '｢'
            | '＄'
            | '￡'
            | '￥'
    )
}

/// What no line may begin with: UAX 14's closing punctuation, nonstarters, small kana, postfixes
/// and marks that combine.
fn is_closing(character: char) -> bool {
    matches!(
        character,
        ')' | ']' | '}' | '>' | '.' | ',' | ':' | ';' | '!' | '?' | '/' | '%' | '-' | '”' | '’' | '»' | '…'
            | '‥' | '‐' | '–' | '—' | '·' | '‰' | '′' | '″' | '℃' | '°' | '\u{2069}' | '\u{200d}'
            | '、' | '。' | '〉' | '》' | '」' | '』' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟'
            | '〜' | '々' | '〻' | '゠' | 'ー' | '・' | '゛' | '゜' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ'
            | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ'
            | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ'
            | '\u{31f0}'..='\u{31ff}' | '\u{ff67}'..='\u{ff70}'
            | '！' | '％' | '）' | '，' | '．' | '：' | '；' | '？' | '］' | '｝' | '｠' | '｡' | '｣' | '､' | '･'
            | '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{ff9e}' | '\u{ff9f}' | '\u{e0100}'..='\u{e01ef}'
    )
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::model::Inline;

    fn wrapped(text: &str, width: usize, hang: usize) -> String {
        let flow = Flow::new(&[Inline::Text(text.to_owned())]);
        wrap(&flow, Room::columns(width), hang).join("\n")
    }

    #[test]
    fn a_line_is_as_full_as_it_gets_and_a_long_word_stays_whole() {
        assert_data_eq!(
            wrapped("one two three-four incomprehensibilities a b", 9, 2),
            str![[r#"
one two
  three-four
  incomprehensibilities
  a b
"#]]
            .raw()
        );
    }

    #[test]
    fn a_no_break_space_neither_breaks_nor_does_the_space_behind_it() {
        assert_eq!(
            wrapped("see §\u{a0}3 of (B)\u{a0} unfit", 6, 0),
            "see\n§\u{a0}3 of\n(B)\u{a0} unfit"
        );
    }

    #[test]
    fn ideographs_take_two_columns_and_keep_their_punctuation() {
        assert_eq!(wrapped("我们欢迎（代表团）。", 8, 0), "我们欢迎\n（代表\n团）。");
        assert_eq!(wrapped("キャンペーンちょっと", 6, 0), "キャン\nペーン\nちょっ\nと");
        assert_eq!(
            wrapped("见https://例子.cn/我们的页面。谢谢", 8, 0),
            "见\nhttps://例子.cn/我们的页面。\n谢谢"
        );
    }

    #[test]
    fn korean_is_broken_at_its_spaces() {
        assert_eq!(wrapped("북한인권시민연합 회원", 10, 0), "북한인권시민연합\n회원");
    }

    #[test]
    fn a_combining_mark_takes_no_column() {
        assert_eq!(wrapped("e\u{301}te\u{301} a b", 5, 0), "e\u{301}te\u{301} a\nb");
    }
}
