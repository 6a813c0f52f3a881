//! Abbreviations that only the article itself explains: 市生环委, 县防指.

use std::collections::BTreeMap;

use super::agencies::Agency;
use super::index::INDEX;
use crate::base::Span;
use crate::text::Text;

/// Gives abbreviations that no lexicon lists (市生环委, 县防指, 市大气办) the name of the longer
/// one in the same article whose characters they pick out.
pub(super) fn resolve(text: &Text, named: &mut BTreeMap<Span, Vec<Agency>>) {
    let long: Vec<Agency> = named
        .values()
        .flatten()
        .filter(|a| a.local.chars().count() >= 7)
        .cloned()
        .collect();
    for (span, found) in named.iter_mut() {
        let [agency] = found.as_mut_slice() else {
            continue;
        };
        let surface = text.str(*span);
        let listed = INDEX.national.contains_key(surface);
        if listed
            || surface.chars().count() > 7
            || !surface.ends_with(['委', '指', '办', '组'])
            || agency.class == "党委"
            || agency.class == "政府"
        {
            continue;
        }
        let core = surface.trim_start_matches(['省', '市', '县', '区', '州', '盟', '旗', '镇']);
        let (office, core) = match core.strip_suffix('办') {
            Some(core) => (true, core),
            None => (false, core),
        };
        if core.chars().count() < 2 {
            continue;
        }
        let full = long.iter().find(|a| {
            a.jurisdiction == agency.jurisdiction
                && a.name != agency.name
                && ["委员会", "指挥部", "领导小组", "专班"]
                    .iter()
                    .any(|w| a.local.ends_with(w))
                && picks_out(core, &a.local)
        });
        if let Some(full) = full {
            let tail = if office { "办公室" } else { "" };
            *agency = Agency {
                name: full.name.clone() + tail,
                local: full.local.clone() + tail,
                jurisdiction: full.jurisdiction,
                class: full.class,
            };
        }
    }
}

/// Whether an abbreviation's characters stand in a name in that order, the first one first.
fn picks_out(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|l| l == c))
}
