//! `letterctl man`: a page for each command.

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::{Sandbox, files_in};

#[test]
fn every_command_that_help_lists_has_a_page() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["man", "share/man1"]);
    let pages = sandbox.names("share/man1");
    let reference = include_str!("cli_reference.snap");
    let commands = reference.lines().filter_map(|line| line.strip_prefix("# "));
    let mut expected: Vec<_> =
        commands.map(|line| format!("{}.1", line.trim().replace(' ', "-"))).collect();
    expected.sort();
    assert_eq!(pages, expected);
    let number = pages.len();
    let sentence = format!("Wrote {number} of {number} files to share/man1.\n");
    assert_eq!(said, format!("status: 0\n--- stdout\n--- stderr\n{sentence}"));
}

#[test]
fn a_page_tells_what_help_tells() {
    let sandbox = Sandbox::new();
    sandbox.stdout(&["man", "."]);
    assert_data_eq!(
        sandbox.read("letterctl-sign-list.1"),
        str![[r#"
.\" Written by letterctl man.
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.TH LETTERCTL-SIGN-LIST 1 2022-08-02 "letterctl 0.1.0" "letterctl Manual"
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.SH NAME
letterctl\-sign\-list \- Show who signs, who was asked, who declined
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.SH SYNOPSIS
\fBletterctl sign list\fR [OPTIONS]
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.SH DESCRIPTION
Show who signs, who was asked, who declined.
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.SH OPTIONS
.TP
\fB\-\-status\fR \fI<STATUS>\fR
Only rows of this status: invited, pending, confirmed, declined, withdrawn
.TP
\fB\-\-kind\fR \fI<KIND>\fR
Only rows of this kind: organization, individual, representative
.TP
\fB\-\-group\fR \fI<GROUP>\fR
Only rows of this group
.TP
\fB\-\-stale\fR
Only rows that agreed to another text than the letter\*(Aqs, with what changed since
.TP
\fB\-\-all\fR
Show private columns as well
.TP
\fB\-h\fR, \fB\-\-help\fR
Print help
.SH "GLOBAL OPTIONS"
.TP
\fB\-C\fR, \fB\-\-directory\fR \fI<DIR>\fR
Work as if started in this folder
.TP
\fB\-\-signatories\fR \fI<FILE>\fR
The list of signatories, instead of the project\*(Aqs
.TP
\fB\-\-json\fR
Print what a command reports as one JSON document
.TP
\fB\-q\fR, \fB\-\-quiet\fR
Say only what went wrong
.TP
\fB\-v\fR, \fB\-\-verbose\fR
Say more
.TP
\fB\-\-color\fR \fI<WHEN>\fR [default: auto]
When to use color: auto, always, never
.TP
\fB\-y\fR, \fB\-\-yes\fR
Answer questions with yes
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.SH EXAMPLES
.nf
letterctl sign list \-\-status invited
.fi
.SH "SEE ALSO"
\fBletterctl\-sign\fR(1)

"#]]
        .raw()
    );
}

#[test]
fn the_same_day_gives_the_same_pages_over_those_that_are_there() {
    let sandbox = Sandbox::new();
    sandbox.stdout(&["man", "one"]);
    sandbox.stdout(&["man", "other"]);
    sandbox.stdout(&["man", "one"]);
    assert_eq!(files_in(&sandbox.path("one")), files_in(&sandbox.path("other")));
}

#[test]
fn a_file_of_another_origin_is_not_written_over_and_nothing_is_written() {
    let sandbox = Sandbox::new().file("man1/letterctl-sign.1", "mine\n");
    assert_data_eq!(
        sandbox.run(&["man", "man1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/man1/letterctl-sign.1` was not written by letterctl, and is not written over
hint: name another folder, or move the file away

"#]]
    );
    assert_eq!(sandbox.names("man1"), ["letterctl-sign.1"]);
    assert_eq!(sandbox.read("man1/letterctl-sign.1"), "mine\n");
}

#[test]
fn a_dry_run_writes_no_page() {
    let sandbox = Sandbox::new();
    let said = sandbox.run(&["man", "man1", "--dry-run"]);
    assert!(said.contains("Would write man1/letterctl.1.\n"), "{said}");
    assert!(!sandbox.path("man1").exists());
}
