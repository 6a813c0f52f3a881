//! Surfaces of agencies → full official names.

use std::sync::LazyLock;

use regex::Regex;

use super::endings::{class, expand};
use super::index::INDEX;
use super::jurisdiction::{of_level, of_name};
use super::listed::listed;
use super::parties::{of_national, party, village, youth_league};
use super::prefixed::prefixed;
use super::units::{branch, nested};
use crate::lexicon::{DivisionId, Level, Lexicon};
use crate::mentions::names::is_common;

/// An agency's identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agency {
    /// Full official name.
    pub name: String,
    /// The jurisdiction in its name, as a GB/T 2260 code.
    pub jurisdiction: Option<&'static str>,
    /// Name without the jurisdiction's name.
    pub local: String,
    /// Term of data/classes.tsv.
    pub class: &'static str,
}

impl Agency {
    /// The organisation's own body of some kind: 集团 + 工会, 厅 + 党组.
    pub(super) fn body(self, kind: &str) -> Self {
        let named = |name: &str| match kind {
            "党委" => format!("中共{name}委员会"),
            "党组" => format!("中共{name}党组"),
            "纪委" => format!("中共{name}纪律检查委员会"),
            "安委会" => format!("{name}安全生产委员会"),
            "组织部" | "宣传部" | "统战部" => format!("{name}党委{kind}"),
            _ => format!("{name}{}", expand(kind)),
        };
        if kind.is_empty() {
            return self;
        }
        Self {
            name: named(&self.name),
            local: named(&self.local),
            ..self
        }
    }
}

/// Where a surface stands: what its level words and missing heads mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// The place within the jurisdiction that the article is about, for level words below it.
    pub focus: Option<DivisionId>,
    /// The article's jurisdiction.
    pub region: Option<DivisionId>,
    /// The jurisdiction of the agency before it in a list.
    pub inherited: Option<DivisionId>,
}

/// How a surface begins: what it says of the jurisdiction, and the rest.
pub(super) struct Parts<'s> {
    pub jurisdiction: Option<DivisionId>,
    /// Whether the head is a level word or missing, so that the name takes the jurisdiction's
    /// official name; a place as written otherwise.
    pub relative: bool,
    pub head: &'s str,
    pub core: &'s str,
}

/// Spells a surface out. One surface may name two agencies (市纪委监委).
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::{Place, full_names}};
/// let place = Place { region: Lexicon::embedded().gazetteer().by_code("410500"), ..Place::default() };
/// let name = |surface| full_names(surface, place)[0].name.clone();
/// assert_eq!(name("市住建局"), "安阳市住房和城乡建设局");
/// assert_eq!(name("市委"), "中共安阳市委员会");
/// assert_eq!(name("省政府"), "河南省人民政府");
/// assert_eq!(name("国务院"), "中华人民共和国国务院");
/// ```
pub fn full_names(surface: &str, place: Place) -> Vec<Agency> {
    // 市原住建局, 原省卫计委: the body under the name that it had.
    let former = surface.strip_prefix('原').map(str::to_owned).or_else(|| {
        let levels = ["省原", "市原", "县原", "区原", "州原"];
        levels
            .iter()
            .find(|l| surface.starts_with(**l))
            .map(|_| surface.replacen('原', "", 1))
    });
    let surface = former
        .as_deref()
        .filter(|s| s.chars().count() >= 3)
        .unwrap_or(surface);
    // 恩施州第九届人大常委会: the body, whatever its term.
    static TERM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "(?:(政协)第?[一二三四五六七八九十]{1,3}届委员会(?:常务委员会)?$|第?[一二三四五六七八九十]{1,3}届(人民代表大会|人大|政协|纪委|纪律检查|委员会|常委会|中央委员会))",
        )
        .expect("a valid pattern")
    });
    // 州政协第三届委员会 has 委员会 in its own name, 政协州第三届委员会 behind the place.
    let without_term = if surface.contains('届') {
        TERM.replace(surface, "$1$2")
    } else {
        surface.into()
    };
    let surface = if without_term.chars().count() >= 3 {
        without_term.as_ref()
    } else {
        surface
    };
    // 经济开发区工委: the zone's 党工委.
    let working = surface.strip_suffix("工委").filter(|zone| {
        [
            "开发区",
            "高新区",
            "经开区",
            "园区",
            "新区",
            "管理区",
            "度假区",
            "保税区",
        ]
        .iter()
        .any(|kind| zone.ends_with(kind))
    });
    if let Some(zone) = working {
        return full_names(&format!("{zone}党工委"), place);
    }
    if let Some(national) = INDEX.national.get(surface) {
        return national
            .names
            .iter()
            .map(|name| Agency {
                name: (*name).to_owned(),
                jurisdiction: Some("100000"),
                local: name.trim_start_matches("中华人民共和国").to_owned(),
                class: national.class,
            })
            .collect();
    }
    if let Some(of) = surface.strip_suffix("党组").filter(|of| !of.is_empty()) {
        let whole = full_names(of, place);
        return whole.into_iter().take(1).map(|a| a.body("党组")).collect();
    }
    if let Some(league) = youth_league(surface, place) {
        return vec![league];
    }
    if let Some(party) = party(surface, place) {
        return vec![party];
    }
    if let Some(found) = prefixed(surface, place) {
        return found;
    }
    let candidates = parts(surface, place);
    for parts in &candidates {
        if let Some(found) = listed(parts) {
            return found;
        }
    }
    if let Some(branch) = branch(surface, place) {
        return vec![branch];
    }
    for parts in &candidates {
        if let Some(found) = nested(parts) {
            return found;
        }
    }
    if let Some(found) = village(surface, place).or_else(|| of_national(surface)) {
        return vec![found];
    }
    vec![generic(surface, candidates.first(), place)]
}

/// The ways to split a surface into head and core, the longest head first.
pub(super) fn parts<'s>(surface: &'s str, place: Place) -> Vec<Parts<'s>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let mut out = Vec::new();
    // 公安分局, 公安交警支队: a body of the lexicons whole, not one of 公安县.
    if INDEX.bodies.contains_key(surface) {
        out.push(Parts {
            jurisdiction: place.inherited.or(place.region),
            relative: true,
            head: "",
            core: surface,
        });
    }
    // Without a place at the front there is neither one nor two in a row.
    let front = if gazetteer.may_open(surface) {
        surface
    } else {
        ""
    };
    for end in front.char_indices().rev().map(|(i, c)| i + c.len_utf8()) {
        if end == surface.len() {
            continue;
        }
        let head = &surface[..end];
        // 市场监管局 is no bureau of 市场街道.
        let town = |d: &DivisionId| gazetteer[*d].level == Level::Township;
        let short = gazetteer.by_short(head);
        let known = !gazetteer.by_name(head).is_empty()
            || !(short.is_empty() || short.iter().all(town) && is_common(head))
            || chained(head);
        if known {
            let jurisdiction = of_name(head, place.region);
            let core = &surface[end..];
            out.push(Parts {
                jurisdiction,
                relative: false,
                head,
                core,
            });
            // 浦东新区 + 区委: the level said twice.
            let level = crate::mentions::agencies::LEVELS
                .iter()
                .find(|l| head.ends_with(**l) && core.starts_with(**l));
            if let Some(level) = level {
                out.push(Parts {
                    jurisdiction,
                    relative: false,
                    head,
                    core: &core[level.len()..],
                });
            }
        }
    }
    for level in crate::mentions::agencies::LEVELS.iter().chain(&["乡"]) {
        if let Some(core) = surface.strip_prefix(level) {
            let head = &surface[..level.len()];
            out.push(Parts {
                jurisdiction: of_level(level, place.region)
                    .or_else(|| of_level(level, place.focus)),
                relative: true,
                head,
                core,
            });
        }
    }
    let jurisdiction = place.inherited.or(place.region);
    out.push(Parts {
        jurisdiction,
        relative: true,
        head: "",
        core: surface,
    });
    out
}

/// Whether a head is places in a row: 甲省乙市, 甲省乙市丙县.
pub(super) fn chained(head: &str) -> bool {
    let gazetteer = Lexicon::embedded().gazetteer();
    gazetteer.ends_of_names(head).any(|end| {
        let (outer, inner) = head.split_at(end);
        gazetteer.may_open(inner)
            && !gazetteer.by_name(outer).is_empty()
            && (!gazetteer.by_name(inner).is_empty()
                || !gazetteer.by_short(inner).is_empty()
                || chained(inner))
    })
}

/// An agency whose name begins with its jurisdiction's, or with 中共 and that.
pub(super) fn named(name: String, jurisdiction: DivisionId, class: &'static str) -> Agency {
    let gazetteer = Lexicon::embedded().gazetteer();
    let official = gazetteer.official_name(jurisdiction);
    Agency {
        local: name
            .replacen(&official, "", 1)
            .trim_start_matches("中华人民共和国")
            .to_owned(),
        name,
        jurisdiction: Some(gazetteer[jurisdiction].code),
        class,
    }
}

/// An organisation of no lexicon: the official jurisdiction in place of a level word.
fn generic(surface: &str, first: Option<&Parts>, place: Place) -> Agency {
    let gazetteer = Lexicon::embedded().gazetteer();
    let class = class(surface);
    let level = first.filter(|p| p.relative && !p.head.is_empty());
    if let Some((parts, jurisdiction)) = level.and_then(|p| Some((p, p.jurisdiction?))) {
        let core = expand(parts.core);
        // 市委人才中心 is of the Party committee.
        if core.starts_with('委') {
            let name = format!("中共{}{core}", gazetteer.official_name(jurisdiction));
            return named(name, jurisdiction, "党委");
        }
        return named(
            gazetteer.official_name(jurisdiction) + &core,
            jurisdiction,
            class,
        );
    }
    let jurisdiction = first.and_then(|p| p.jurisdiction).or(place.region);
    let township = first.filter(|p| {
        !p.relative
            && p.jurisdiction.is_some_and(|d| {
                gazetteer[d].level == Level::Township && gazetteer[d].name == p.head
            })
    });
    if let Some((parts, jurisdiction)) = township.and_then(|p| Some((p, p.jurisdiction?))) {
        return named(
            gazetteer.official_name(jurisdiction) + &expand(parts.core),
            jurisdiction,
            class,
        );
    }
    // 某区治水工作组: of the district under its whole name.
    let district = first.filter(|p| {
        !p.relative
            && p.head.ends_with('区')
            && class == "议事协调机构"
            && p.jurisdiction
                .is_some_and(|d| gazetteer[d].level == Level::County && gazetteer[d].name == p.head)
    });
    if let Some((parts, jurisdiction)) = district.and_then(|p| Some((p, p.jurisdiction?))) {
        return named(
            gazetteer.official_name(jurisdiction) + &expand(parts.core),
            jurisdiction,
            class,
        );
    }
    // 某某街道党工委: of the Party, also where no table tells whose street it is.
    let street = surface
        .strip_suffix("街道党工委")
        .is_some_and(|name| !name.is_empty());
    let name = if street {
        format!("中共{}", expand(surface))
    } else {
        expand(surface)
    };
    Agency {
        local: name.clone(),
        name,
        jurisdiction: jurisdiction.map(|d| gazetteer[d].code),
        class,
    }
}
