//! Messages as files, for those who send with a mail program.

use letterctl::files;
use letterctl::mail::{Delivery, Envelope, FolderTransport, Transport};

use crate::sandbox::Sandbox;

fn envelope(to: &str) -> Envelope {
    Envelope { from: "us@example.org".to_owned(), to: to.to_owned() }
}

fn transport(sandbox: &Sandbox) -> FolderTransport {
    let recipients =
        [("a@example.org", "amnesty"), ("a@example.org", "article-19"), ("b@example.org", "../b")];
    let recipients = recipients.map(|(address, id)| (address.to_owned(), id.to_owned()));
    FolderTransport::new(&sandbox.path("out"), recipients)
}

#[test]
fn a_message_becomes_a_file_behind_those_that_are_there() {
    let sandbox = Sandbox::new();
    for _ in 0..2 {
        let mut transport = transport(&sandbox);
        for _ in 0..2 {
            let delivery = transport.deliver(&envelope("a@example.org"), b"x\r\n", &mut || Ok(()));
            assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
        }
    }
    assert_eq!(
        sandbox.names("out"),
        ["001-amnesty.eml", "002-article-19.eml", "003-amnesty.eml", "004-article-19.eml"]
    );
    assert_eq!(sandbox.bytes("out/004-article-19.eml"), b"x\r\n");
}

#[test]
fn no_file_is_there_when_what_goes_before_cannot_be_written() {
    let sandbox = Sandbox::new();
    let missing = sandbox.path("missing");
    let mut before = || files::read(&missing).map(drop);
    let delivery = transport(&sandbox).deliver(&envelope("a@example.org"), b"x\r\n", &mut before);
    assert!(matches!(delivery, Delivery::Withheld(_)), "{delivery:?}");
    assert_eq!(sandbox.names(""), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_made_withholds_the_message() {
    let sandbox = Sandbox::new().file("out", "a file");
    let delivery =
        transport(&sandbox).deliver(&envelope("a@example.org"), b"x\r\n", &mut || Ok(()));
    assert!(matches!(delivery, Delivery::Withheld(_)), "{delivery:?}");
    assert_eq!(sandbox.read("out"), "a file");
}

#[test]
fn an_id_never_leads_out_of_the_folder() {
    let sandbox = Sandbox::new();
    for to in ["b@example.org", "nobody@example.org"] {
        let delivery = transport(&sandbox).deliver(&envelope(to), b"x\r\n", &mut || Ok(()));
        assert!(matches!(delivery, Delivery::Refused { .. }), "{delivery:?}");
    }
    assert_eq!(sandbox.names(""), [""; 0]);
}
