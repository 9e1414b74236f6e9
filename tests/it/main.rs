//! The program as a user meets it.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod check;
mod cli_reference;
mod faults;
mod faults_outside;
mod git;
mod init;
mod letters;
mod mail_folder;
mod missing_glyph;
mod pdf;
mod pdf_structure;
mod pdf_text;
mod postfix;
mod readme;
mod render;
mod sandbox;
mod sign;
mod sign_answers;
mod sign_export;
mod sign_faults;
mod sign_stats;
mod smtp;
mod smtp_server;
