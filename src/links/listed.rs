//! Bodies and departments of the lexicons, named for their jurisdiction.

use super::agencies::{Agency, Parts, chained, named};
use super::endings::expand;
use super::index::INDEX;
use crate::lexicon::{Body, Department, DivisionId, Level, Lexicon};

/// The core as a body or department of the lexicons.
pub(super) fn listed(parts: &Parts) -> Option<Vec<Agency>> {
    let jurisdiction = parts.jurisdiction?;
    let gazetteer = Lexicon::embedded().gazetteer();
    let full = !gazetteer.by_name(parts.head).is_empty();
    // 鲤城公安分局 takes what it says, 鲤城区公安分局 the district's whole name.
    let vertical = ["银保监分局", "监管分局", "银监分局"].contains(&parts.core);
    if parts.core.ends_with("分局") && !parts.relative && !full && !vertical {
        return None;
    }
    let body =
        INDEX.bodies.get(parts.core).copied().or_else(|| {
            bare_body(parts.core).filter(|_| !INDEX.departments.contains_key(parts.core))
        });
    // 行署 of an area that is a city today.
    if parts.core.starts_with("行署") && gazetteer[jurisdiction].level == Level::City {
        let local = parts.core.replacen("行署", "行政公署", 1);
        let name = gazetteer.official_name(jurisdiction) + &expand(&local);
        return Some(vec![named(name, jurisdiction, "政府")]);
    }
    let firm = |b: &&Body| b.class == "企业" && !parts.relative && !full;
    if let Some(found) = body
        .filter(|b| !firm(b))
        .map(|b| of_body(b, jurisdiction))
        .filter(|f| !f.is_empty())
    {
        return Some(found);
    }
    // 建设管理委员会 is 建设管理委 in full.
    let short = parts.core.strip_suffix("员会").unwrap_or_default();
    let department = INDEX
        .departments
        .get(parts.core)
        .or_else(|| INDEX.departments.get(short));
    if let Some(department) = department {
        // 河池市都安生态环境局 is the city's for the county, under that name.
        if !parts.relative && !full && chained(parts.head) && department.class == "部门" {
            return Some(vec![Agency {
                name: format!("{}{}", parts.head, department.local),
                jurisdiction: Some(Lexicon::embedded().gazetteer()[jurisdiction].code),
                local: format!("{}{}", parts.head, department.local),
                class: department.class,
            }]);
        }
        let regional = Lexicon::embedded()
            .regional_name(parts.core, jurisdiction)
            .filter(|_| parts.core != department.local);
        if let Some(name) = regional {
            return Some(vec![named(name, jurisdiction, department.class)]);
        }
        if department.class == "企业" && !parts.relative && !full {
            return None;
        }
        let bare = !parts
            .core
            .ends_with(['局', '委', '厅', '办', '会', '队', '社', '部', '室', '院']);
        if parts.core == department.local
            || of_another_kind(parts.core, department.local)
            || is_spelled_out(parts.core, department)
        {
            // 浙江省林业局 is what it says, though most provinces have a 厅.
            let name = Lexicon::embedded().gazetteer().official_name(jurisdiction) + parts.core;
            let state = Lexicon::embedded().gazetteer()[jurisdiction].level == Level::State;
            if !state {
                return Some(vec![named(name, jurisdiction, department.class)]);
            }
        }
        return Some(vec![of_department(department, jurisdiction, bare)]);
    }
    INDEX
        .bare
        .get(parts.core)
        .map(|d| vec![of_department(d, jurisdiction, true)])
}

/// Whether an alias ends in a kind of office that the department's name does not have: 水文中心
/// is no 水文局.
fn of_another_kind(alias: &str, local: &str) -> bool {
    const KINDS: [&str; 12] = [
        "中心", "支队", "大队", "总队", "局", "处", "站", "所", "馆", "院", "段", "校",
    ];
    KINDS
        .iter()
        .find(|kind| alias.ends_with(**kind))
        .is_some_and(|kind| !local.ends_with(kind) && !local.ends_with('厅'))
}

/// Whether a surface is a whole name of its own and no abbreviation of the department's: words in
/// another order, or others (文化体育和旅游局 beside 文化旅游体育局).
fn is_spelled_out(alias: &str, department: &Department) -> bool {
    const ENDS: [&str; 5] = ["委员会", "办公室", "局", "厅", "中心"];
    let stem = |name: &'static str| {
        ENDS.iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(name)
    };
    let Some(said) = ENDS.iter().find_map(|end| alias.strip_suffix(end)) else {
        return false;
    };
    let picked = |name: &'static str| {
        let mut rest = stem(name).chars();
        said.chars()
            .map(|c| if c == '与' { '和' } else { c })
            .all(|c| rest.any(|r| r == c))
    };
    said.chars().count() >= 5
        && said.contains('和')
        && !picked(department.local)
        && !picked(department.province)
}

/// 政法委, 统战部 without 市委 before it; 办公室 is the government's.
fn bare_body(core: &str) -> Option<&'static Body> {
    match core {
        "办公室" | "办公厅" => INDEX.bodies.get("政府办公室").copied(),
        _ if core.starts_with("党委") => INDEX.bodies.get(&core["党".len()..]).copied(),
        _ if core.chars().count() >= 3 => INDEX.bodies.get(format!("委{core}").as_str()).copied(),
        _ => None,
    }
}

/// A body's names in a jurisdiction; none where its level has no such body.
pub(super) fn of_body(body: &Body, jurisdiction: DivisionId) -> Vec<Agency> {
    let names = Lexicon::embedded().body_names(body, jurisdiction);
    let several = names.len() > 1;
    names
        .into_iter()
        .map(|name| {
            let class = if several && name.ends_with("监察委员会") {
                "监委"
            } else {
                body.class
            };
            named(name, jurisdiction, class)
        })
        .collect()
}

/// A department's name in a jurisdiction; a bare word means what its province calls it.
pub(super) fn of_department(
    department: &Department,
    jurisdiction: DivisionId,
    bare: bool,
) -> Agency {
    let lexicon = Lexicon::embedded();
    let name = if bare {
        lexicon.bare_department_name(department, jurisdiction)
    } else {
        lexicon.department_name(department, jurisdiction)
    };
    named(name, jurisdiction, department.class)
}
