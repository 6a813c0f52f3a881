//! Names that open with the body they belong to, and not with a place: 中共安阳市委, 武警曲靖支队,
//! 农行昆山分行, 第八师石河子市公安局.

use super::agencies::{Agency, Place, full_names};
use super::endings::{class, expand};
use super::index::INDEX;
use super::jurisdiction::{of_level, of_name};
use crate::lexicon::{DivisionId, Level, Lexicon};

/// Short names of banks, insurers and operators before a place, the longest first, and what
/// their branches are called.
const FIRMS: [(&str, &str); 36] = [
    (
        "中国人民财产保险股份有限公司",
        "中国人民财产保险股份有限公司",
    ),
    ("中国人寿保险股份有限公司", "中国人寿保险股份有限公司"),
    ("中国人民财产保险公司", "中国人民财产保险股份有限公司"),
    ("中国人民财产保险", "中国人民财产保险股份有限公司"),
    ("中国人保财险", "中国人民财产保险股份有限公司"),
    ("中国人寿财险", "中国人寿财产保险股份有限公司"),
    ("中国人寿保险", "中国人寿保险股份有限公司"),
    ("中国太保财险", "中国太平洋财产保险股份有限公司"),
    ("中国平安财险", "中国平安财产保险股份有限公司"),
    ("人保财险", "中国人民财产保险股份有限公司"),
    ("国寿财险", "中国人寿财产保险股份有限公司"),
    ("太保财险", "中国太平洋财产保险股份有限公司"),
    ("平安财险", "中国平安财产保险股份有限公司"),
    ("中华联合财险", "中华联合财产保险股份有限公司"),
    ("中华财险", "中华联合财产保险股份有限公司"),
    ("大地财险", "中国大地财产保险股份有限公司"),
    ("中国人寿", "中国人寿保险股份有限公司"),
    ("人民银行", "中国人民银行"),
    ("农业发展银行", "中国农业发展银行"),
    ("农业银行", "中国农业银行"),
    ("工商银行", "中国工商银行"),
    ("建设银行", "中国建设银行"),
    ("邮政储蓄银行", "中国邮政储蓄银行"),
    ("邮储银行", "中国邮政储蓄银行"),
    ("移动", "中国移动"),
    ("联通", "中国联通"),
    ("电信", "中国电信"),
    ("铁塔", "中国铁塔"),
    ("农发行", "中国农业发展银行"),
    ("交行", "交通银行"),
    ("人行", "中国人民银行"),
    ("农行", "中国农业银行"),
    ("工行", "中国工商银行"),
    ("建行", "中国建设银行"),
    ("中行", "中国银行"),
    ("国开行", "国家开发银行"),
];

/// Spells out a name that opens with the Party, the Armed Police, a bank or a division of the
/// Corps.
pub(super) fn prefixed(surface: &str, place: Place) -> Option<Vec<Agency>> {
    let of = surface
        .strip_prefix("中共")
        .or_else(|| surface.strip_prefix("中国共产党"));
    if let Some(rest) = of {
        return of_party(rest, place);
    }
    // 人大兴安盟工委 is 兴安盟人大工委.
    for body in ["人大", "政协"] {
        let area = surface
            .strip_prefix(body)
            .and_then(|s| s.strip_suffix("工委"));
        if let Some(area) = area.filter(|a| of_name(a, place.region).is_some()) {
            return Some(full_names(&format!("{area}{body}工委"), place));
        }
    }
    let conference = surface
        .strip_prefix("政协")
        .or_else(|| surface.strip_prefix("中国人民政治协商会议"));
    if let Some(rest) = conference {
        return of_conference(rest, place);
    }
    if let Some(rest) = surface.strip_prefix("武警") {
        let rest = rest.strip_prefix("部队").unwrap_or(rest);
        let unit = rest.ends_with(['队']) && rest.chars().count() > 2;
        let headed = !["总队", "支队", "大队", "中队"].contains(&rest);
        // 广东总队 is that of 广东省.
        let gazetteer = Lexicon::embedded().gazetteer();
        let province = rest
            .strip_suffix("总队")
            .and_then(|short| gazetteer.by_short(short).first())
            .filter(|&&d| gazetteer[d].level == Level::Province);
        let rest = province.map_or(rest.to_owned(), |&d| format!("{}总队", gazetteer[d].name));
        return (unit && headed).then(|| {
            vec![plain(
                format!("中国人民武装警察部队{rest}"),
                place.region,
                "军队",
            )]
        });
    }
    // 新疆军区, under the name that is said; 省军区 takes its province's.
    if let Some(area) = surface.strip_suffix("军区") {
        let gazetteer = Lexicon::embedded().gazetteer();
        let short = gazetteer.by_name(area).is_empty() && !gazetteer.by_short(area).is_empty();
        return short.then(|| {
            vec![plain(
                format!("中国人民解放军{surface}"),
                of_name(area, place.region),
                "军队",
            )]
        });
    }
    let firm = FIRMS
        .iter()
        .find_map(|(short, full)| Some((full, surface.strip_prefix(short)?)));
    if let Some((firm, rest)) = firm {
        let branch = ["支行", "分行", "支公司", "分公司"]
            .iter()
            .any(|kind| rest.ends_with(kind) && rest.len() > kind.len());
        return branch.then(|| vec![plain(format!("{firm}{rest}"), place.region, "企业")]);
    }
    if surface.contains('师') {
        return corps(surface, place);
    }
    None
}

/// 安阳市委 or 安阳市委员会 behind 中共.
fn of_party(rest: &str, place: Place) -> Option<Vec<Agency>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let whole = rest
        .strip_suffix("委员会")
        .filter(|head| !gazetteer.by_name(head).is_empty())
        .map(|head| format!("{head}委"));
    let rest = whole.as_deref().unwrap_or(rest);
    let found = full_names(rest, place);
    let local = found.iter().all(|a| a.name.starts_with("中共"));
    (local && !rest.is_empty()).then_some(found)
}

/// 琼海市委员会, 琼海市委员会常务委员会 behind 政协.
fn of_conference(rest: &str, place: Place) -> Option<Vec<Agency>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let (head, tail) = rest.split_once("委员会")?;
    let jurisdiction = of_level(head, place.region).or_else(|| of_name(head, place.region))?;
    let official = gazetteer.official_name(jurisdiction);
    let name = format!("中国人民政治协商会议{official}委员会{tail}");
    Some(vec![Agency {
        local: format!("中国人民政治协商会议委员会{tail}"),
        name,
        jurisdiction: Some(gazetteer[jurisdiction].code),
        class: "政协",
    }])
}

/// The front of a name of a division of the Production and Construction Corps (师市, 第八师石河子市,
/// 四师): what it stands for, the rest, and the city that the division runs.
fn division_of_corps(
    surface: &str,
    region: Option<DivisionId>,
) -> Option<(String, &str, Option<DivisionId>)> {
    let lexicon = Lexicon::embedded();
    let gazetteer = lexicon.gazetteer();
    let rest = surface
        .strip_prefix("新疆生产建设兵团")
        .or_else(|| surface.strip_prefix("兵团"))
        .unwrap_or(surface);
    let (number, rest) = rest.split_once('师')?;
    let number = number.trim_start_matches('第');
    if !number.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        return None;
    }
    // 师市 is the division's whose city the article is about.
    let of_city = |id: DivisionId| {
        let code = gazetteer[id].code;
        lexicon.corps().iter().find(|(_, city)| *city == code)
    };
    let (number, city) = if number.is_empty() {
        let city = region
            .filter(|_| rest.starts_with('市'))
            .and_then(of_city)?;
        (city.0, Some(city.1))
    } else {
        let known = lexicon.corps().iter().find(|(n, _)| *n == number);
        (number, known.map(|k| k.1))
    };
    let city = city.and_then(|code| gazetteer.by_code(code));
    let name = city.map_or("", |c| gazetteer[c].name);
    let (base, core) = match rest.strip_prefix('市').or_else(|| rest.strip_prefix(name)) {
        Some(core) if core.len() < rest.len() => {
            (format!("新疆生产建设兵团第{number}师{name}"), core)
        }
        _ => (format!("新疆生产建设兵团第{number}师"), rest),
    };
    Some((base, core, city))
}

/// What stands in the names of a division's agencies in place of its city's official name, and
/// that name.
pub(super) fn corps_base(surface: &str, region: Option<DivisionId>) -> Option<(String, String)> {
    if !surface.contains('师') {
        return None;
    }
    let (base, _, city) = division_of_corps(surface, region)?;
    Some((base, Lexicon::embedded().gazetteer().official_name(city?)))
}

/// The full name of a regiment, of the division whose city the article is about.
pub(super) fn regiment(surface: &str, region: Option<DivisionId>) -> String {
    let lexicon = Lexicon::embedded();
    let code = region.map(|r| lexicon.gazetteer()[r].code);
    let division = lexicon.corps().iter().find(|(_, city)| code == Some(*city));
    let of = division.map_or(String::new(), |(number, _)| format!("第{number}师"));
    format!("新疆生产建设兵团{of}{surface}")
}

/// Agencies of a division of the Production and Construction Corps and of the city that it
/// runs: 师市党委, 第八师石河子市公安局, 四师医院.
fn corps(surface: &str, place: Place) -> Option<Vec<Agency>> {
    let gazetteer = Lexicon::embedded().gazetteer();
    let (base, core, city) = division_of_corps(surface, place.region)?;
    let jurisdiction = city.or_else(|| of_name("新疆维吾尔自治区", None))?;
    let official = gazetteer.official_name(jurisdiction);
    let of_base = |agency: &Agency| Agency {
        name: agency.name.replacen(&official, &base, 1),
        local: agency.name.replacen(&official, &base, 1),
        ..agency.clone()
    };
    if core.is_empty() {
        return Some(vec![plain(base, Some(jurisdiction), "政府")]);
    }
    let listed = INDEX.bodies.contains_key(core)
        || INDEX.departments.contains_key(core)
        || core.starts_with("党委");
    if !listed {
        let full = format!("{base}{}", expand(core));
        return Some(vec![plain(full, Some(jurisdiction), class(core))]);
    }
    let place = Place {
        region: Some(jurisdiction),
        ..Place::default()
    };
    let found = full_names(core, place);
    Some(found.iter().map(of_base).collect())
}

/// An agency under its whole name.
fn plain(name: String, jurisdiction: Option<DivisionId>, class: &'static str) -> Agency {
    let gazetteer = Lexicon::embedded().gazetteer();
    Agency {
        local: name.clone(),
        name,
        jurisdiction: jurisdiction.map(|d| gazetteer[d].code),
        class,
    }
}
