//! `letterctl review record`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::commands::binding::Binding;
use crate::commands::review::proposals::{Asked, WordRequest};
use crate::commands::review::record_json::report;
use crate::commands::review::record_words::{about, say};
use crate::commands::review::review_list::review_lists;
use crate::commands::sign::EvidenceArgs;
use crate::commands::{Outcome, Result, Session};
use crate::mail::Answer;
use crate::review::{self, NewResponse};
use crate::signatories::{Cells, Run};

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl review record hrw yes --by \"Jane Doe\"

A yes is `sign confirm` of the row that they answer for, a no is `sign decline`; changes leave the
row as it is. The answer is about the version that they got last, and is a line of the history.

Changes and comments in a Word file that came back are shown with their places in the letter;
`--apply 1 3` carries out those that you choose.";

#[derive(Debug, Args)]
pub(crate) struct RecordArgs {
    /// Who answers: the id, as `review status` shows it
    id: String,

    /// What they answer
    #[arg(value_parser = answers())]
    answer: Answer,

    /// Version that they answer to; by default the one last sent to them before, else the newest one
    /// frozen before
    #[arg(long, value_name = "V")]
    version: Option<String>,

    #[command(flatten)]
    evidence: EvidenceArgs,

    #[command(flatten)]
    word: WordRequest,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn answers() -> impl TypedValueParser<Value = Answer> {
    let words = [Answer::Yes, Answer::No, Answer::Changes].map(Answer::word);
    // Every word that is let through stands for an answer.
    PossibleValuesParser::new(words).map(|word| Answer::from_word(&word).unwrap_or(Answer::No))
}

pub(crate) fn run(args: RecordArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let lists = review_lists(&project)?;
    let reviewer = lists.reviewers.find(&args.id)?;
    let evidence = args.evidence.fill(Cells::default());
    let binding = Binding::load(&project)?;
    let (version, why) = about(&binding, reviewer, args.version.as_deref(), &evidence)?;
    let proposals = args.word.read(args.answer, reviewer, version, &project, session)?;
    let new =
        NewResponse { reviewer, answer: args.answer, version, evidence: &evidence, given: None };
    let run = if args.dry_run { Run::Dry } else { Run::Real };
    let edited = review::record(&session.list_paths()?, "review record", run, new)?;
    say(&edited, new, why, run, console);
    let settle = |asked: Asked| asked.settle(&reviewer.id, run, &project, session);
    let told = proposals.map(settle).transpose()?;
    if console.is_json() {
        console.json(&report(edited.value, new, told.as_ref()))?;
    } else if let Some(told) = told {
        console.data(told.shown().as_bytes())?;
    }
    Ok(Outcome::Done)
}
