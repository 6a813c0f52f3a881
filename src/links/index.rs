//! The tables of agencies by surface.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{Body, Department, Lexicon, National};

pub(super) struct Index {
    pub national: FxHashMap<&'static str, &'static National>,
    pub bodies: FxHashMap<&'static str, &'static Body>,
    /// Written after a level word or place.
    pub departments: FxHashMap<&'static str, &'static Department>,
    /// Bare words of a list, and names that a department has besides its official one.
    pub bare: FxHashMap<&'static str, &'static Department>,
}

pub(super) static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    let mut index = Index {
        national: lexicon.national().iter().map(|n| (n.surface, n)).collect(),
        bodies: lexicon.bodies().iter().map(|b| (b.surface, b)).collect(),
        departments: FxHashMap::default(),
        bare: FxHashMap::default(),
    };
    for department in lexicon.departments() {
        for surface in department.surfaces() {
            index.departments.entry(surface).or_insert(department);
        }
        for word in department.list_words() {
            index.bare.entry(word).or_insert(department);
        }
    }
    index
});

/// Whether a surface is a body's or department's without a place before it.
pub(super) fn is_listed(surface: &str) -> bool {
    INDEX.departments.contains_key(surface)
        || INDEX.bare.contains_key(surface)
        || INDEX.bodies.contains_key(surface)
}
