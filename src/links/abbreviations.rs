//! Abbreviations that only the article itself explains: 市生环委, 县防指.

use std::collections::BTreeMap;

use super::agencies::Agency;
use super::index::INDEX;
use crate::base::Span;
use crate::lexicon::Lexicon;
use crate::text::Text;

/// Kinds of bodies that a level word alone can stand before.
const KINDS: [&str; 5] = ["联席会议", "领导小组", "指挥部", "工作专班", "专班"];

/// Gives abbreviations that no lexicon lists (市生环委, 县防指, 市大气办) the name of the longer
/// one in the same article whose characters they pick out.
pub(super) fn resolve(text: &Text, named: &mut BTreeMap<Span, Vec<Agency>>) {
    departments(text, named);
    resolve_set_up(text, named);
    joined(named);
    wholes(named);
}

/// 北方重机集团 beside 大连北方重机集团有限公司, 市第一医院 beside 清河市第一医院: an organisation
/// under the longest of its names, and its bodies with it.
fn wholes(named: &mut BTreeMap<Span, Vec<Agency>>) {
    const FIRM: [&str; 7] = [
        "集团股份有限公司",
        "集团有限责任公司",
        "集团有限公司",
        "股份有限公司",
        "有限责任公司",
        "有限公司",
        "集团",
    ];
    const KINDS: [&str; 3] = ["企业", "学校", "事业单位"];
    fn core(name: &str) -> &str {
        FIRM.iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name)
    }
    let mut all: Vec<&str> = named
        .values()
        .flatten()
        .filter(|a| KINDS.contains(&a.class))
        .map(|a| a.name.as_str())
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut longer: Vec<(String, String)> = Vec::new();
    for &short in &all {
        if core(short).chars().count() < 3 {
            continue;
        }
        let mut wholes = all.iter().filter(|whole| {
            core(whole).len() > core(short).len() && core(whole).ends_with(core(short))
        });
        if let (Some(&whole), None) = (wholes.next(), wholes.next())
            && core(whole).chars().count() <= core(short).chars().count() + 4
        {
            longer.push((short.to_owned(), whole.to_owned()));
        }
    }
    for agency in named.values_mut().flatten() {
        for (short, whole) in &longer {
            if agency.name.starts_with(short.as_str()) {
                agency.name = agency.name.replacen(short.as_str(), whole, 1);
                agency.local = agency.local.replacen(short.as_str(), whole, 1);
            }
        }
    }
}

/// Those of headquarters, leading groups and committees.
fn resolve_set_up(text: &Text, named: &mut BTreeMap<Span, Vec<Agency>>) {
    let long: Vec<Agency> = named
        .values()
        .flatten()
        .filter(|a| a.local.chars().count() >= 7)
        .cloned()
        .collect();
    let gazetteer = Lexicon::embedded().gazetteer();
    for (span, found) in named.iter_mut() {
        let [agency] = found.as_mut_slice() else {
            continue;
        };
        let surface = text.str(*span);
        // 州联席会议, 县指挥部: the one of that jurisdiction that has a name of its own.
        let kind = KINDS.iter().find(|kind| {
            surface.ends_with(**kind) && surface.chars().count() <= kind.chars().count() + 1
        });
        if let Some(kind) = kind {
            let whole = long.iter().find(|a| {
                a.jurisdiction == agency.jurisdiction
                    && a.name != agency.name
                    && a.local.ends_with(kind)
            });
            if let Some(whole) = whole {
                *agency = whole.clone();
            }
            continue;
        }
        let listed = INDEX.national.contains_key(surface);
        if listed
            || surface.chars().count() > 7
            || !surface.ends_with(['委', '指', '办', '组'])
            || ["党委", "政府", "人大", "政协"].contains(&agency.class)
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
        let picked = |a: &&Agency| {
            a.name != agency.name
                && ["委员会", "指挥部", "领导小组", "专班"]
                    .iter()
                    .any(|w| a.local.ends_with(w))
                && picks_out(core, &a.local)
        };
        let full = long
            .iter()
            .filter(|a| a.jurisdiction == agency.jurisdiction)
            .find(picked);
        // 市防指 beside 县防汛防台抗旱指挥部: the same body one level up.
        let above = || {
            let official = gazetteer.official_name(gazetteer.by_code(agency.jurisdiction?)?);
            INDEX
                .bodies
                .get(core)
                .filter(|b| b.class == "议事协调机构")?;
            let spelled = long.iter().filter(picked);
            let local = spelled.max_by_key(|a| a.local.len())?.local.clone();
            Some(Agency {
                name: official + &local,
                local,
                ..agency.clone()
            })
        };
        if full.is_none()
            && !office
            && let Some(found) = above()
        {
            *agency = found;
            continue;
        }
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

/// 市城管执法局 beside 市城市管理综合行政执法局: an abbreviation is of the department that the
/// article names in full.
fn departments(text: &Text, named: &mut BTreeMap<Span, Vec<Agency>>) {
    let core = |span: Span| {
        let surface = text.str(span);
        surface
            .char_indices()
            .map(|(i, _)| &surface[i..])
            .find(|core| INDEX.departments.contains_key(core))
    };
    let office = |found: &[Agency]| found.iter().all(|a| a.class == "部门");
    let whole: Vec<Agency> = named
        .iter()
        .filter(|(span, found)| office(found) && text.str(**span).chars().count() >= 6)
        .filter_map(|(span, found)| {
            let [agency] = &found[..] else { return None };
            text.str(*span)
                .ends_with(&agency.local)
                .then(|| agency.clone())
        })
        .collect();
    if whole.is_empty() {
        return;
    }
    for (span, found) in named.iter_mut().filter(|(_, found)| office(found)) {
        let [agency] = found.as_mut_slice() else {
            continue;
        };
        let Some(core) = core(*span).filter(|c| c.chars().count() >= 3 && **c != *agency.local)
        else {
            continue;
        };
        let last = core.chars().next_back();
        let mut fits = whole.iter().filter(|w| {
            w.jurisdiction == agency.jurisdiction
                && w.local.chars().next_back() == last
                && picks_out(core, &w.local)
        });
        if let Some(full) = fits.next()
            && fits.all(|other| other == full)
        {
            *agency = full.clone();
        }
    }
}

/// 县疫情防控指挥部 beside 县新冠肺炎疫情防控指挥部: one headquarters or leading group, under its
/// longer name.
fn joined(named: &mut BTreeMap<Span, Vec<Agency>>) {
    const SET_UP: [&str; 3] = ["指挥部", "领导小组", "专班"];
    let set_up = |a: &&Agency| SET_UP.iter().any(|kind| a.local.ends_with(kind));
    let all: Vec<Agency> = named.values().flatten().filter(set_up).cloned().collect();
    for agency in named.values_mut().flatten() {
        if !set_up(&&*agency) || agency.local.chars().count() < 5 {
            continue;
        }
        let mut longer = all.iter().filter(|a| {
            a.jurisdiction == agency.jurisdiction
                && a.local.len() > agency.local.len()
                && (a.local.ends_with(&agency.local) || picks_out(&agency.local, &a.local))
        });
        if let Some(full) = longer.next()
            && longer.all(|other| other == full)
        {
            *agency = full.clone();
        }
    }
}

/// Whether an abbreviation's characters stand in a name in that order, the first one first.
fn picks_out(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|l| l == c))
}
