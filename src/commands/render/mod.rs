//! `letterctl render`.

mod addressed;
mod arguments;
mod bytes;
mod command;
pub(crate) mod final_list;
mod format_names;
mod job;
mod jobs;
mod letters;
mod made;
mod plan;
mod typeset;
mod unseen;
mod watch;
mod web;

pub(crate) use addressed::jobs;
pub(crate) use arguments::RenderArgs;
pub(crate) use command::run;
pub(crate) use job::Job;
pub(crate) use jobs::Wanted;
pub(crate) use typeset::set;
