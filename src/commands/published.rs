//! What of the list may be published.

use crate::commands::Result;
use crate::project::Project;
use crate::signatories::Published;

/// The columns that are public by themselves, and those that the settings publish.
pub(crate) fn published(project: &Project) -> Result<Published> {
    let public = project.public_columns().into_iter();
    let public: Vec<_> = public.map(|(name, place)| (name, Some(place))).collect();
    let named = public.iter().map(|(name, place)| (name.as_str(), place.clone()));
    Ok(Published::new(named)?)
}
