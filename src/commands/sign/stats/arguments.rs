//! The arguments of `letterctl sign stats`.

use clap::{Args, ValueEnum};

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl sign stats --to svg -o sign-ons.svg

Whoever signs anonymously counts, but in no group and no country: the numbers tell of nobody.
Days left are counted to `deadline` in `[review]` of `letterctl.toml`.";

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// A curve of sign-ons over time, instead of numbers
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<Picture>,

    /// File to write the curve to, `-` for standard output
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<String>,

    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Picture {
    Svg,
}
