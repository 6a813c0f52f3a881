//! What posts tell of the one who holds them: which two no one holds on one day, and which
//! follow one another in a career.

use crate::lexicon::{DivisionId, Level, Lexicon};

/// A post as its IRI names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Office {
    /// GB/T 2260 code of the agency's jurisdiction.
    pub code: String,
    /// The agency's name without it.
    pub local: String,
    /// The bare title.
    pub title: String,
}

/// Titles that go with any other post: delegates, members, honorary offices, 河长 and the like.
const ASIDE: &[&str] = &[
    "代表",
    "委员",
    "常委",
    "成员",
    "组员",
    "河长",
    "湖长",
    "林长",
    "田长",
    "路长",
    "链长",
    "湾长",
    "街长",
    "巷长",
    "警长",
    "组长",
    "指挥长",
    "总指挥",
    "指挥",
    "召集人",
    "会长",
    "理事",
    "理事长",
    "顾问",
    "参事",
    "馆员",
    "主委",
    "院士",
    "教授",
    "研究员",
    "联络员",
    "专家",
    "董事",
    "监事",
];

impl Office {
    /// Tells whether it is held beside another one as a rule: 人大代表, 市委常委, 副组长.
    ///
    /// ```
    /// use zhengmai::links::Office;
    /// let office = |title: &str| Office {
    ///     code: "410500".into(), local: "中共委员会".into(), title: title.into(),
    /// };
    /// assert!(office("常委").is_aside());
    /// assert!(!office("书记").is_aside());
    /// ```
    pub fn is_aside(&self) -> bool {
        ASIDE.iter().any(|title| self.title.ends_with(title))
            || [
                "领导小组",
                "指挥部",
                "联席会议",
                "组委会",
                "组织委员会",
                "协会",
                "学会",
                "联合会",
            ]
            .iter()
            .any(|body| self.local.contains(body))
    }

    /// Tells whether it heads a county, a district or a zone, whose head may sit in the city's
    /// leading bodies as well.
    fn heads_unit(&self) -> bool {
        let party = self.local.starts_with("中共") || self.local.ends_with("工作委员会");
        let government = self.local.ends_with("政府") || self.local.ends_with("管理委员会");
        party && self.title.ends_with("书记") || government && !self.title.starts_with("副")
    }

    /// Tells whether it sits in a leading body of its jurisdiction: 市委, 市政府, 人大, 政协.
    fn in_leading_body(&self) -> bool {
        [
            "中共委员会",
            "人民政府",
            "人民代表大会常务委员会",
            "常务委员会",
        ]
        .iter()
        .any(|body| self.local.ends_with(body))
            || self.local.starts_with("政协")
            || self.local.contains("政治协商会议")
    }

    /// Its agency's name with the full name of the jurisdiction in it, and the title.
    ///
    /// ```
    /// use zhengmai::links::Office;
    /// let office = Office {
    ///     code: "410526".into(), local: "中共委员会".into(), title: "书记".into(),
    /// };
    /// assert_eq!(office.described(), "中共河南省安阳市滑县委员会 书记");
    /// ```
    pub fn described(&self) -> String {
        let heads = ["中共", "中国人民政治协商会议", "国家税务总局"];
        let head = heads.iter().find(|head| self.local.starts_with(**head));
        let (head, rest) = self.local.split_at(head.map_or(0, |head| head.len()));
        let place = place_name(&self.code);
        format!("{head}{place}{rest} {}", self.title)
    }

    /// The field of its agency, whatever its level: 生态环境 of 生态环境局 and 生态环境厅.
    pub fn field(&self) -> Option<&str> {
        let endings = ["委员会", "办公室", "管理局", "局", "厅", "部"];
        let field = endings.iter().find_map(|e| self.local.strip_suffix(e))?;
        (field.chars().count() >= 2 && !self.in_leading_body()).then_some(field)
    }
}

/// Tells whether no one holds both posts at one time: main posts in two places of which the one
/// is not in the other, or is, but its post does not head it (县委书记 and 副市长 go together).
///
/// ```
/// use zhengmai::links::{Office, exclude_each_other};
/// let office = |code: &str, local: &str, title: &str| Office {
///     code: code.into(), local: local.into(), title: title.into(),
/// };
/// let mayor = office("410500", "人民政府", "副市长");
/// let county_head = office("410526", "中共委员会", "书记");
/// let elsewhere = office("130100", "生态环境局", "局长");
/// assert!(!exclude_each_other(&mayor, &county_head));
/// assert!(exclude_each_other(&mayor, &elsewhere));
/// assert!(exclude_each_other(&mayor, &office("410526", "财政局", "局长")));
/// assert!(!exclude_each_other(&office("100000", "人民代表大会", "代表"), &elsewhere));
/// ```
pub fn exclude_each_other(a: &Office, b: &Office) -> bool {
    if a.code == b.code || a.is_aside() || b.is_aside() {
        return false;
    }
    let (Some(at_a), Some(at_b)) = (division(&a.code), division(&b.code)) else {
        return false;
    };
    let gazetteer = Lexicon::embedded().gazetteer();
    let nested = |upper: &Office, lower: &Office| upper.in_leading_body() && lower.heads_unit();
    if gazetteer.is_within(at_a, at_b) {
        !nested(b, a)
    } else if gazetteer.is_within(at_b, at_a) {
        !nested(a, b)
    } else {
        true
    }
}

/// How near two jurisdictions lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In different provinces, or one of them is not known.
    Far,
    /// One is the state.
    State,
    /// In one province.
    Province,
    /// In one city, or one within the other.
    City,
}

/// Tells how near two jurisdictions lie.
///
/// ```
/// use zhengmai::links::{Nearness, nearness};
/// assert_eq!(nearness("410526", "410500"), Nearness::City);
/// assert_eq!(nearness("410526", "410523"), Nearness::City);
/// assert_eq!(nearness("410526", "410100"), Nearness::Province);
/// assert_eq!(nearness("410000", "410100"), Nearness::Province);
/// assert_eq!(nearness("110000", "110105"), Nearness::City);
/// assert_eq!(nearness("410526", "130100"), Nearness::Far);
/// ```
pub fn nearness(a: &str, b: &str) -> Nearness {
    let (Some(at_a), Some(at_b)) = (division(a), division(b)) else {
        return Nearness::Far;
    };
    let gazetteer = Lexicon::embedded().gazetteer();
    let levels = [gazetteer[at_a].level, gazetteer[at_b].level];
    if levels.contains(&Level::State) {
        return Nearness::State;
    }
    if gazetteer.is_within(at_a, at_b) || gazetteer.is_within(at_b, at_a) {
        // A province is no city, unless it is a municipality.
        let wide = |id: DivisionId| {
            gazetteer[id].level == Level::Province && !gazetteer[id].name.ends_with('市')
        };
        return match at_a != at_b && (wide(at_a) || wide(at_b)) {
            true => Nearness::Province,
            false => Nearness::City,
        };
    }
    let city = |id: DivisionId| {
        let mut around = gazetteer.parents(id);
        around.push(id);
        around
            .into_iter()
            .find(|id| gazetteer[*id].level == Level::City && !gazetteer[*id].is_placeholder())
    };
    if city(at_a).is_some() && city(at_a) == city(at_b) {
        Nearness::City
    } else if gazetteer.province(at_a).is_some()
        && gazetteer.province(at_a) == gazetteer.province(at_b)
    {
        Nearness::Province
    } else {
        Nearness::Far
    }
}

/// The level of a jurisdiction: 0 the state, 1 a province … 4 a township.
pub fn level(code: &str) -> Option<u8> {
    let id = division(code)?;
    Some(match Lexicon::embedded().gazetteer()[id].level {
        Level::State => 0,
        Level::Province => 1,
        Level::City => 2,
        Level::County => 3,
        Level::Township => 4,
    })
}

/// The full name of a jurisdiction, from the province down.
pub fn place_name(code: &str) -> String {
    match division(code) {
        Some(id) => Lexicon::embedded().gazetteer().full_path(id),
        None => code.to_owned(),
    }
}

/// The division of a code.
pub fn division(code: &str) -> Option<DivisionId> {
    Lexicon::embedded().gazetteer().by_code(code)
}
