//! Surfaces of agencies → full official names.

use crate::lexicon::{Body, Department, Division, Level, Lexicon};

use super::jurisdiction::{of_level, of_name, official_name};

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

/// Where a surface stands: what its level words and missing heads mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// The article's jurisdiction.
    pub region: Option<&'static Division>,
    /// The jurisdiction of the agency before it in a list.
    pub inherited: Option<&'static Division>,
}

/// How a surface begins: what it says of the jurisdiction, and the rest.
struct Parts<'s> {
    jurisdiction: Option<&'static Division>,
    /// Whether the head is a level word or missing, so that the name takes the jurisdiction's
    /// official name; a place as written otherwise.
    relative: bool,
    head: &'s str,
    core: &'s str,
}

/// Spells a surface out. One surface may name two agencies (市纪委监委).
///
/// ```
/// use zhengmai::{lexicon::Lexicon, links::{Place, full_names}};
/// let place = Place { region: Lexicon::embedded().by_code("410500"), inherited: None };
/// let name = |surface| full_names(surface, place)[0].name.clone();
/// assert_eq!(name("市住建局"), "安阳市住房和城乡建设局");
/// assert_eq!(name("市委"), "中共安阳市委员会");
/// assert_eq!(name("省政府"), "河南省人民政府");
/// assert_eq!(name("国务院"), "中华人民共和国国务院");
/// ```
pub fn full_names(surface: &str, place: Place) -> Vec<Agency> {
    let lexicon = Lexicon::embedded();
    if let Some(national) = lexicon.national_body(surface) {
        return vec![Agency {
            name: national.name.to_owned(),
            jurisdiction: Some("100000"),
            local: national.name.trim_start_matches("中华人民共和国").to_owned(),
            class: national.class,
        }];
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
    vec![generic(surface, candidates.first(), place)]
}

/// The ways to split a surface into head and core, the longest head first.
fn parts<'s>(surface: &'s str, place: Place) -> Vec<Parts<'s>> {
    let lexicon = Lexicon::embedded();
    let mut out = Vec::new();
    let mut ends: Vec<usize> = surface.char_indices().map(|(i, c)| i + c.len_utf8()).collect();
    ends.reverse();
    for end in ends {
        let head = &surface[..end];
        let known = !lexicon.by_name(head).is_empty() || !lexicon.by_short(head).is_empty() || chained(head);
        if known && end < surface.len() {
            let jurisdiction = of_name(head, place.region);
            // 临平区, 大同市 + a level word: 长白县林业局 is 长白 + 县.
            out.push(Parts { jurisdiction, relative: false, head, core: &surface[end..] });
        }
    }
    for level in crate::mentions::agencies::LEVELS.iter().chain(&["乡"]) {
        if let Some(core) = surface.strip_prefix(level) {
            let head = &surface[..level.len()];
            out.push(Parts { jurisdiction: of_level(level, place.region), relative: true, head, core });
        }
    }
    out.push(Parts { jurisdiction: place.inherited.or(place.region), relative: true, head: "", core: surface });
    out
}

/// Whether a head is two places in a row: 河南省安阳市.
fn chained(head: &str) -> bool {
    let lexicon = Lexicon::embedded();
    head.char_indices().skip(2).any(|(i, _)| {
        !lexicon.by_name(&head[..i]).is_empty() && (!lexicon.by_name(&head[i..]).is_empty() || !lexicon.by_short(&head[i..]).is_empty())
    })
}

/// The core as a body or department of the lexicons.
fn listed(parts: &Parts) -> Option<Vec<Agency>> {
    let lexicon = Lexicon::embedded();
    let jurisdiction = parts.jurisdiction?;
    if let Some(body) = lexicon.body(parts.core).or_else(|| bare_body(parts)) {
        return Some(of_body(body, jurisdiction));
    }
    let department = lexicon.department(parts.core)?;
    Some(vec![of_department(department, jurisdiction)])
}

/// 政法委, 统战部 without 市委 before it; 办公室 is the government's.
fn bare_body(parts: &Parts) -> Option<&'static Body> {
    let lexicon = Lexicon::embedded();
    match parts.core {
        "办公室" | "办公厅" => lexicon.body("政府办公室"),
        core => lexicon.body(&format!("委{core}")).filter(|_| core.chars().count() >= 3),
    }
}

/// A body's names in a jurisdiction.
pub(super) fn of_body(body: &Body, jurisdiction: &'static Division) -> Vec<Agency> {
    let special = match jurisdiction.level {
        Level::Province => body.province,
        Level::City if jurisdiction.name.ends_with('盟') && !body.league.is_empty() => body.league,
        Level::City => body.city,
        Level::County => body.county,
        Level::Township => body.township,
        Level::State => "",
    };
    let pattern = if special.is_empty() || special == "-" { body.pattern } else { special };
    let name = official_name(jurisdiction);
    pattern
        .split('|')
        .map(|p| Agency {
            name: p.replace("{J}", &name),
            jurisdiction: Some(jurisdiction.code),
            local: p.replace("{J}", ""),
            class: if p.contains("监察委员会") { "监委" } else { body.class },
        })
        .collect()
}

/// A department's name in a jurisdiction: 厅 in a province, 局 below it.
pub(super) fn of_department(department: &Department, jurisdiction: &'static Division) -> Agency {
    let lexicon = Lexicon::embedded();
    let municipality = lexicon
        .parents(jurisdiction.code)
        .iter()
        .map(|p| p.code)
        .chain([jurisdiction.code])
        .find_map(|code| lexicon.regional_department(code, department.local));
    let local = match jurisdiction.level {
        Level::State if !department.national.is_empty() => {
            return Agency {
                name: department.national.to_owned(),
                jurisdiction: Some(jurisdiction.code),
                local: department.national.trim_start_matches("中华人民共和国").to_owned(),
                class: department.class,
            };
        }
        _ if municipality.is_some() => municipality.unwrap_or(department.local),
        Level::Province if !department.province.is_empty() => department.province,
        _ => department.local,
    };
    Agency {
        name: official_name(jurisdiction) + local,
        jurisdiction: Some(jurisdiction.code),
        local: local.to_owned(),
        class: department.class,
    }
}

/// 公安分局, 生态环境临平分局, 临平区生态环境分局: the city's department and its branch.
fn branch(surface: &str, place: Place) -> Option<Agency> {
    let lexicon = Lexicon::embedded();
    let stem = surface.strip_suffix("分局")?;
    let heads = parts(stem, place);
    let mut found = None;
    for parts in &heads {
        // 临平区 + 生态环境, 区 + 公安
        if let Some(department) = lexicon.department_by_stem(parts.core) {
            found = Some((department, parts.jurisdiction?));
            break;
        }
    }
    // 生态环境 + 临平
    let (department, division) = match found {
        Some(found) => found,
        None => stem.char_indices().skip(2).find_map(|(i, _)| {
            let department = lexicon.department_by_stem(&stem[..i])?;
            Some((department, of_name(&stem[i..], place.region)?))
        })?,
    };
    let city = lexicon.parents(division.code).into_iter().find(|p| matches!(p.level, Level::City | Level::Province))?;
    let police = department.local == "公安局";
    let place = if police { division.name } else { lexicon.short_forms(division).first().copied().unwrap_or(division.name) };
    let local = format!("{}{place}分局", department.local);
    Some(Agency {
        name: format!("{}{local}", official_name(city)),
        jurisdiction: Some(division.code),
        local,
        class: department.class,
    })
}

/// A listed body or department with a body of its own behind it: 市公安局 + 交警支队.
fn nested(parts: &Parts) -> Option<Vec<Agency>> {
    let lexicon = Lexicon::embedded();
    let jurisdiction = parts.jurisdiction?;
    let cuts: Vec<usize> = parts.core.char_indices().map(|(i, _)| i).filter(|&i| i > 0).collect();
    for &cut in cuts.iter().rev() {
        let (outer, inner) = parts.core.split_at(cut);
        if inner.chars().count() < 2 {
            continue;
        }
        let base = if let Some(body) = lexicon.body(outer).filter(|_| outer.chars().count() >= 2) {
            of_body(body, jurisdiction).into_iter().next()
        } else {
            lexicon.department(outer).filter(|_| outer.chars().count() >= 3).map(|d| of_department(d, jurisdiction))
        };
        let Some(base) = base else { continue };
        // 市人大环境资源保护委员会 is a body of the congress, not of its standing committee.
        let congress = base.local == "人民代表大会常务委员会" && outer == "人大";
        let strip = |s: String| if congress { s.replace("常务委员会", "") } else { s };
        let tail = expand(inner);
        return Some(vec![Agency {
            name: strip(base.name) + &tail,
            jurisdiction: base.jurisdiction,
            local: strip(base.local) + &tail,
            class: base.class,
        }]);
    }
    None
}

/// An organisation of no lexicon: the official jurisdiction in place of a level word.
fn generic(surface: &str, first: Option<&Parts>, place: Place) -> Agency {
    let relative = first.filter(|p| p.relative && !p.head.is_empty());
    let class = class(surface);
    match (relative, relative.and_then(|p| p.jurisdiction)) {
        (Some(parts), Some(jurisdiction)) => {
            let core = expand(parts.core);
            Agency {
                name: official_name(jurisdiction) + &core,
                jurisdiction: Some(jurisdiction.code),
                local: core,
                class,
            }
        }
        _ => {
            let jurisdiction = first.and_then(|p| p.jurisdiction).or(place.region);
            let name = expand(surface);
            Agency { local: name.clone(), name, jurisdiction: jurisdiction.map(|d| d.code), class }
        }
    }
}

/// Spells out abbreviated endings.
fn expand(core: &str) -> String {
    for (short, long) in [
        ("交警支队", "交通警察支队"),
        ("交警大队", "交通警察大队"),
        ("交警总队", "交通警察总队"),
        ("管委会", "管理委员会"),
        ("党工委", "工作委员会"),
        ("执法委", "执法委员会"),
        ("办", "办公室"),
    ] {
        if core.ends_with(short) && !core.ends_with(long) {
            return core[..core.len() - short.len()].to_owned() + long;
        }
    }
    core.to_owned()
}

/// The class of an organisation by what its name ends in.
fn class(surface: &str) -> &'static str {
    let ends = |words: &[&str]| words.iter().any(|w| surface.ends_with(w));
    if ends(&["公司", "集团", "银行", "支行", "分行", "电厂", "分厂", "供电局", "供电所", "煤矿", "信用社"]) {
        "企业"
    } else if ends(&["领导小组", "指挥部", "领导小组办公室", "指挥部办公室", "专班", "工作组", "督察组", "督导组", "检查组", "指导组", "巡视组", "巡察组", "联席会议办公室"]) {
        "议事协调机构"
    } else if ends(&["大学", "学院", "学校", "中学", "小学", "党校"]) {
        "学校"
    } else if ends(&["医院", "中心", "研究院", "研究所", "试验站", "管护站", "科学院", "图书馆", "博物馆", "文化馆", "服务站"]) {
        "事业单位"
    } else if ends(&["协会", "学会", "商会", "联合会", "基金会", "研究会", "促进会"]) {
        "社会组织"
    } else if ends(&["工会", "妇联", "团委", "残联", "科协"]) {
        "人民团体"
    } else if ends(&["法院", "法庭"]) {
        "法院"
    } else if ends(&["检察院"]) {
        "检察院"
    } else if ends(&["党委", "党总支", "党支部", "工委", "党组"]) {
        "党委"
    } else if ends(&["兵团", "军区", "武装部"]) {
        "军队"
    } else if ends(&["局", "厅", "委", "办", "委员会", "队", "所", "处", "站", "院", "办公室", "海关"]) {
        "部门"
    } else {
        "其他"
    }
}
