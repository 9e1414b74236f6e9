//! Limits of a minute and of a day, which hold across runs; and what interrupts a run.

use std::process::{Child, Stdio};
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use crate::mail_round::{SEND, SETTINGS, let_rest, round, said, settings, states, taken};
use crate::sandbox::Sandbox;
use crate::smtp_server::{Act, Point, SmtpServer};

#[test]
fn a_limit_of_a_day_holds_across_runs_and_the_next_day_goes_on() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put(SETTINGS, settings(&server) + "daily_limit = 2\n");
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
Sent: 2 of 3.
Not sent yet: 1. The same command goes on.
The limit of a day is reached until [..]Z.

"#]]
    );
    let again = project.run(&SEND);
    assert!(again.starts_with("status: 1\n"), "{again}");
    assert_eq!(taken(&server), "ann bob");
    let_rest(&project);
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}

#[test]
fn who_was_refused_does_not_count_for_the_day() {
    let server = SmtpServer::start(&[(Point::Rcpt, Act::Say("550 5.1.1 no such user"))]);
    let project = round(&server);
    project.put(SETTINGS, settings(&server) + "daily_limit = 2\n");
    drop(project.run(&SEND));
    assert_eq!(taken(&server), "bob cho");
}

/// Starts a run, with what it says kept.
fn start(project: &Sandbox) -> Child {
    let mut command = project.command(&SEND);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let arguments = [format!("-{name}"), child.id().to_string()];
    assert!(std::process::Command::new("kill").args(arguments).status().unwrap().success());
}

/// How a run ended, with its words.
fn end(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn a_limit_of_a_minute_holds_across_runs_and_an_interrupt_ends_the_waiting() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put(SETTINGS, settings(&server) + "rate_per_minute = 1\n");
    let first = start(&project);
    server.wait_until(|seen| seen.recipients.len() == 1);
    // The second one waits for the minute to pass, as does the first of the next run.
    std::thread::sleep(Duration::from_millis(300));
    signal(&first, "INT");
    let (status, words) = end(first);
    assert_eq!(status, Some(130), "{words}");
    assert_eq!(words, "Sent: 1 of 3.\nNot sent yet: 2. The same command goes on.\n");
    let second = start(&project);
    server.wait_until(|seen| seen.connections == 2);
    std::thread::sleep(Duration::from_millis(300));
    signal(&second, "INT");
    assert_eq!(end(second).0, Some(130));
    assert_eq!(taken(&server), "ann");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_run_behind_the_message_at_hand() {
    for held in [Point::Rcpt, Point::Data, Point::Body, Point::Dot] {
        let server = SmtpServer::start(&[(Point::Mail, Act::Say("250 ok")), (held, Act::Hold)]);
        let project = round(&server);
        let run = start(&project);
        server.wait_for_hold(1);
        signal(&run, "INT");
        // A signal is there before the next one is.
        std::thread::sleep(Duration::from_millis(50));
        server.let_go();
        let (status, words) = end(run);
        assert_eq!(status, Some(130), "{held:?}: {words}");
        assert_eq!(words, "Sent: 1 of 3.\nNot sent yet: 2. The same command goes on.\n");
        assert_eq!(states(&project), "ann sent, bob planned, cho planned");
        project.stdout(&SEND);
        assert_eq!(taken(&server), "ann bob cho", "{held:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_it_at_once_and_so_does_another_signal() {
    for (signals, status) in [(&["INT", "INT"][..], Some(130)), (&["TERM"], None)] {
        let server = SmtpServer::start(&[(Point::Dot, Act::Hold)]);
        let project = round(&server);
        let run = start(&project);
        server.wait_for_hold(1);
        for name in signals {
            signal(&run, name);
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(end(run).0, status);
        assert_eq!(states(&project), "ann unknown, bob planned, cho planned");
        server.let_go();
        let rest = project.run(&SEND);
        assert!(rest.starts_with("status: 1\n") && rest.contains("whether ann got it"), "{rest}");
        assert_eq!(taken(&server), "ann bob cho");
    }
}
