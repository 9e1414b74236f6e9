//! How the list stands.

use crate::commands::agreements;
use crate::commands::sign::agreed_to;
use crate::letters::Letters;
use crate::preview::ListState;
use crate::project::Project;

/// The list in numbers. What cannot be counted is among the findings.
pub(crate) fn state(letters: &Letters, project: Option<&Project>) -> Option<ListState> {
    let list = letters.list()?;
    let agreements = project.and_then(|project| agreements(project, letters).ok().flatten());
    let agreed = agreements.map(|agreements| agreed_to(list, &agreements));
    Some(ListState {
        status: list.stats().status.iter().map(|(status, count)| (status.word(), *count)).collect(),
        agreement: agreed.into_iter().flatten().collect(),
    })
}
