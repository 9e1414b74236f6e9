//! The program as a user meets it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod agreement;
mod architecture;
mod canaries;
mod changes;
mod check;
mod cli_reference;
mod draft;
mod draft_diff;
mod draft_faults;
mod editions;
mod faults;
mod faults_outside;
mod form_files;
mod frozen_letter;
mod git;
mod init;
mod letters;
mod missing_glyph;
mod pdf;
mod pdf_structure;
mod pdf_text;
mod readme;
mod render;
mod sandbox;
mod sign;
mod sign_answers;
mod sign_dedupe;
mod sign_export;
mod sign_faults;
mod sign_kills;
mod sign_outside;
mod sign_stats;
mod versions;
mod writing_commands;
