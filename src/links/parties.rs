//! Organisations beside the tables of bodies and departments: other parties, the Youth League,
//! villages' Party organisations, bodies within national ones.

use super::agencies::{Agency, Place, named};
use super::endings::expand;
use super::index::INDEX;
use super::jurisdiction::{of_level, of_name};
use crate::lexicon::{DivisionId, Level, Lexicon};

/// 史堡村党总支, 史堡村委会: a village's Party organisation or committee, in the official name of
/// the article's jurisdiction.
pub(super) fn village(surface: &str, place: Place) -> Option<Agency> {
    // In news of the nation or a province the village's own name is all that is known.
    let official = |d: DivisionId| {
        let gazetteer = Lexicon::embedded().gazetteer();
        if gazetteer[d].level <= Level::Province {
            String::new()
        } else {
            gazetteer.official_name(d)
        }
    };
    let committees = [
        ("村村委会", "村村民委员会"),
        ("村村民委员会", "村村民委员会"),
        ("村委会", "村村民委员会"),
        ("社区居委会", "社区居民委员会"),
        ("社区居民委员会", "社区居民委员会"),
    ];
    let committee = committees
        .iter()
        .find_map(|(short, long)| Some((surface.strip_suffix(short)?, *long)));
    if let Some((name, tail)) = committee {
        let jurisdiction = place.region.filter(|_| !name.is_empty())?;
        let full = format!("{}{name}{tail}", official(jurisdiction));
        return Some(named(full, jurisdiction, "基层组织"));
    }
    if let Some(town) = township(surface, place) {
        return Some(town);
    }
    let ends = [
        ("党总支", "总支部委员会"),
        ("党支部", "支部委员会"),
        ("党委", "委员会"),
    ];
    let (name, tail) = ends
        .iter()
        .find_map(|(short, long)| Some((surface.strip_suffix(short)?, *long)))?;
    let jurisdiction = place
        .region
        .filter(|_| name.ends_with('村') || name.ends_with("社区"))?;
    Some(named(
        format!("中共{}{name}{tail}", official(jurisdiction)),
        jurisdiction,
        "基层组织",
    ))
}

/// 榔梨街道党工委, 周山路办事处: a body of a town that the gazetteer does not know, under the
/// county that the article is about.
fn township(surface: &str, place: Place) -> Option<Agency> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let county = place
        .region
        .filter(|d| gazetteer[*d].level == Level::County)?;
    let official = gazetteer.official_name(county);
    let ends = [
        ("街道党工委", "中共", "街道工作委员会"),
        ("街道办事处", "人民政府", "街道办事处"),
        ("街道办", "人民政府", "街道办事处"),
        ("办事处", "人民政府", "办事处"),
        ("镇党委", "中共", "镇委员会"),
        ("镇人民政府", "", "镇人民政府"),
        ("镇政府", "", "镇人民政府"),
        ("乡党委", "中共", "乡委员会"),
        ("乡人民政府", "", "乡人民政府"),
        ("乡政府", "", "乡人民政府"),
    ];
    let (name, before, tail) = ends
        .iter()
        .find_map(|(short, before, long)| Some((surface.strip_suffix(short)?, *before, *long)))?;
    let known = |d: &DivisionId| gazetteer.is_within(*d, county);
    if !(2..=5).contains(&name.chars().count()) || gazetteer.by_short(name).iter().any(known) {
        return None;
    }
    let (full, class) = match before {
        "中共" => (format!("中共{official}{name}{tail}"), "党委"),
        _ => (format!("{official}{before}{name}{tail}"), "政府"),
    };
    Some(named(full, county, class))
}

/// A body within a national one whose name is not the short one of the text: 兵团第三师.
pub(super) fn of_national(surface: &str) -> Option<Agency> {
    let mut ends: Vec<usize> = surface
        .char_indices()
        .map(|(i, _)| i)
        .filter(|&i| i >= 6)
        .collect();
    ends.reverse();
    let (national, rest) = ends
        .into_iter()
        .find_map(|end| Some((*INDEX.national.get(&surface[..end])?, &surface[end..])))?;
    let full = !["党委", "企业", "媒体"].contains(&national.class);
    let name = national
        .names
        .first()
        .filter(|n| full && !n.starts_with("中华人民共和国") && !rest.is_empty())?;
    let name = format!("{name}{}", expand(rest));
    Some(Agency {
        local: name.clone(),
        name,
        jurisdiction: Some("100000"),
        class: national.class,
    })
}

/// 民建佛山市委会: a local committee of one of the other parties.
pub(super) fn party(surface: &str, place: Place) -> Option<Agency> {
    let lexicon = Lexicon::embedded();
    let party = lexicon
        .parties()
        .iter()
        .find(|p| surface.starts_with(p.short))?;
    let rest = &surface[party.short.len()..];
    if matches!(rest, "中央" | "党中央" | "中央委员会") {
        let name = format!("{}中央委员会", party.full);
        return Some(Agency {
            local: name.clone(),
            name,
            jurisdiction: Some("100000"),
            class: "民主党派",
        });
    }
    const ENDS: [(&str, &str); 11] = [
        ("基层委员会", "基层委员会"),
        ("总支部委员会", "总支部委员会"),
        ("支部委员会", "支部委员会"),
        ("筹委会", "筹备委员会"),
        ("工委", "工作委员会"),
        ("委员会", "委员会"),
        ("委会", "委员会"),
        ("委", "委员会"),
        ("总支部", "总支部委员会"),
        ("总支", "总支部委员会"),
        ("支部", "支部委员会"),
    ];
    let (rest, body) = ENDS
        .iter()
        .find_map(|(short, long)| Some((rest.strip_suffix(short)?, *long)))?;
    // 民革广西区委会: of the autonomous region.
    let area = rest.strip_suffix('区').unwrap_or_default();
    let jurisdiction = of_level(rest, place.region)
        .or_else(|| of_name(rest, place.region))
        .or_else(|| of_name(area, place.region))?;
    let mut agency = named(
        format!(
            "{}{}{body}",
            party.full,
            lexicon.gazetteer().official_name(jurisdiction)
        ),
        jurisdiction,
        "民主党派",
    );
    agency.local = format!("{}{body}", party.full);
    Some(agency)
}

/// 团市委, 共青团荆州市委: the committee of the Communist Youth League.
pub(super) fn youth_league(surface: &str, place: Place) -> Option<Agency> {
    let rest = surface
        .strip_prefix("共青团")
        .or_else(|| surface.strip_prefix('团'))?;
    let rest = ["委员会", "委"].iter().find_map(|e| rest.strip_suffix(e))?;
    let jurisdiction = of_level(rest, place.region).or_else(|| of_name(rest, place.region))?;
    let official = Lexicon::embedded().gazetteer().official_name(jurisdiction);
    Some(named(
        format!("中国共产主义青年团{official}委员会"),
        jurisdiction,
        "人民团体",
    ))
}
