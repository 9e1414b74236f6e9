//! `review send` killed again and again: nobody is mailed twice, nobody is forgotten, and of whom
//! nobody can know is listed.

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::mail_round::round_of;
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

const RECIPIENTS: usize = 300;
const KILLS: usize = 40;

/// What chooses the moments; another number in the environment chooses others.
const SEED: u64 = 29;

const SEND: [&str; 6] = ["review", "send", "--send", "--expect", "300", "--yes"];

fn start(project: &Sandbox) -> Child {
    let mut command = project.command(&SEND);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a run when the server has been told so much more, a little later.
fn kill_after(commands: usize, rest: Duration, mut child: Child, server: &SmtpServer) -> bool {
    let until = server.commands() + commands;
    while server.commands() < until && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(50));
    }
    std::thread::sleep(rest);
    // One that has ended already cannot be killed.
    drop(child.kill());
    child.wait().unwrap().code().is_none()
}

/// How far everybody's message has come, by their ids.
fn states(project: &Sandbox) -> BTreeMap<String, String> {
    let plan = project.stdout(&["review", "send", "--json", "--quiet"]);
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let recipients = plan["recipients"].as_array().unwrap().iter();
    recipients.map(|one| (word(&one["id"]), word(&one["state"]))).collect()
}

/// How many messages the server has for each id.
fn received(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut received = BTreeMap::new();
    for address in server.seen().recipients {
        let id = address.split('@').next().unwrap().to_owned();
        *received.entry(id).or_default() += 1;
    }
    received
}

#[test]
fn forty_kills_make_no_duplicate_and_lose_nobody() {
    let seed = std::env::var("LETTERCTL_TEST_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    let mut random = fastrand::Rng::with_seed(seed);
    let server = SmtpServer::start(&[]);
    let ids: Vec<_> = (0..RECIPIENTS).map(|number| format!("r{number}")).collect();
    let project = round_of(&server, &ids.iter().map(String::as_str).collect::<Vec<_>>());
    let mut kills = 0;
    for _ in 0..KILLS {
        // A message takes three commands; a run that has told none yet still makes or stores.
        let commands = random.usize(0..30);
        let rest = random.u64(0..if commands == 0 { 300_000 } else { 2_000 });
        let rest = Duration::from_micros(rest);
        kills += usize::from(kill_after(commands, rest, start(&project), &server));
    }
    assert!(kills > KILLS / 2, "{kills} kills, seed {seed}");
    let end = project.run(&SEND);

    let (states, received) = (states(&project), received(&server));
    assert_eq!(states.len(), RECIPIENTS);
    let twice: Vec<_> = received.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "twice: {twice:?}, seed {seed}");
    let mut unknown = 0;
    for (id, state) in &states {
        match state.as_str() {
            "sent" => assert!(received.contains_key(id), "{id} is lost, seed {seed}"),
            "unknown" => {
                unknown += 1;
                assert!(end.contains(&format!("/{id} --sent` or `--not-sent`")), "{end}");
            }
            other => panic!("{id} is {other}, seed {seed}: {end}"),
        }
    }
    // These show that runs were met at work.
    assert!((1..=KILLS).contains(&unknown), "{unknown} are unknown, seed {seed}");
    assert!(end.starts_with("status: 1\n"), "{end}");

    std::fs::remove_dir_all(project.path(".letterctl")).unwrap();
    let clone = project.run(&SEND);
    assert!(clone.starts_with("status: 0\n"), "{clone}");
    assert_eq!(self::received(&server), received, "seed {seed}");
}
