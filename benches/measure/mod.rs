//! Whole processes, timed: the program in a folder of its own, and GNU time (Debian: `time`).

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Runs the program in a folder and tells how long it took; it has to end with one of `statuses`.
pub(crate) fn time(folder: &Path, arguments: &[&str], statuses: &[i32]) -> Duration {
    let mut command = command(folder, env!("CARGO_BIN_EXE_letterctl"));
    command.args(arguments);
    let start = Instant::now();
    let output = command.output().unwrap();
    let time = start.elapsed();
    let status = output.status.code().unwrap();
    assert!(statuses.contains(&status), "{arguments:?}: {output:?}");
    time
}

/// The largest resident set of a run, in MiB; NaN without GNU time.
pub(crate) fn peak(folder: &Path, arguments: &[&str]) -> f64 {
    let mut command = command(folder, "/usr/bin/time");
    command.args(["-f", "%M", env!("CARGO_BIN_EXE_letterctl")]).args(arguments);
    let Ok(output) = command.output() else { return f64::NAN };
    let said = String::from_utf8_lossy(&output.stderr);
    let kibibytes: Option<f64> = said.lines().last().and_then(|line| line.parse().ok());
    kibibytes.map_or(f64::NAN, |kibibytes| kibibytes / 1024.0)
}

/// The median of some times and the least of them, in milliseconds.
pub(crate) fn median_and_least(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    (milliseconds(times[times.len() / 2]), milliseconds(times[0]))
}

fn command(folder: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1659441600");
    command
}
