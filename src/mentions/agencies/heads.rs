//! Heads of names that no gazetteer lists: development zones (雄安新区 + 规划建设局), divisions of
//! the Production and Construction Corps (第八师, 师市), and prefixes before a place
//! (中共黔南州委, 武警曲靖支队).

use std::sync::LazyLock;

use super::begins::{self, NAME};
use super::{Reader, generic};
use crate::mentions::scan::{Landmark, Word};
use crate::text::{Regex, jieba};

/// Kinds of zone that stand at the end of a head, longer ones before their endings.
pub(in crate::mentions) const ZONES: [&str; 35] = [
    "高新技术产业开发区",
    "经济技术开发区",
    "新技术开发区",
    "经济开发区",
    "经济技术合作区",
    "高新区",
    "经开区",
    "开发区",
    "自由贸易试验区",
    "自贸试验区",
    "自贸区",
    "综合保税区",
    "综保区",
    "保税港区",
    "保税区",
    "度假区",
    "示范区",
    "生态区",
    "试验区",
    "实验区",
    "工业园区",
    "产业园区",
    "集聚区",
    "集中区",
    "合作区",
    "管理区",
    "风景区",
    "景区",
    "新区",
    "科技城",
    "科学城",
    "生态城",
    "新城",
    "商务区",
    "经济区",
];

static ZONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&ZONES.join("|")).expect("a valid pattern"));

/// As many bytes as stand before the kind in a zone's name at most.
pub(super) const LONGEST_ZONE: usize = 12 * 4;

/// The same for a branch of a body.
pub(super) const LONGEST_BRANCH: usize = 24 * 4;

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// What a branch's name ends in.
pub(in crate::mentions) const BRANCHES: [&str; 6] =
    ["分局", "支队", "大队", "分公司", "支行", "分行"];

impl Reader<'_> {
    /// Ends of the zone's name that starts at `at`, where a body or department stands behind
    /// it: 雄安新区 + 管委会, 海棠湾 + 生态区 + 管委会. `place` is where a place that starts there
    /// ends, if one does.
    pub(super) fn zone(&self, at: usize, place: Option<usize>, begins: u8) -> Option<usize> {
        let from = place.unwrap_or(at);
        let near = |zone: usize| zone - from <= LONGEST_ZONE;
        if place.is_none() && begins & NAME == 0
            || !self.scan.next(Landmark::Zone, from).is_some_and(near)
        {
            return None;
        }
        let window = crate::text::after(self.s, from, 12);
        let found = ZONE.find(window)?;
        let words = &window[..found.start()];
        // 东陈乡和半边山旅游度假区管委会 are two.
        if words.starts_with(['和', '与', '及']) {
            return None;
        }
        // 市商务局和安阳高新区管委会: the words before 和 are an agency of their own.
        let two = words
            .rsplit_once(['和', '与', '及'])
            .is_some_and(|(before, _)| before.ends_with(['局', '委', '办', '厅', '府']));
        if two {
            return None;
        }
        let end = from + found.end();
        let body =
            self.scan.starting(end).any(|h| {
                h.span.len() >= 9 && matches!(h.word, Word::Department(_) | Word::Body(_))
            }) || self.s[end..].starts_with("党委")
                || self.office(end);
        let named = match words.chars().count() {
            // 经济开发区党工委, of the jurisdiction that the article speaks of.
            0 => {
                place.is_some()
                    || ["经济", "高新技术", "工业", "产业"]
                        .iter()
                        .any(|w| found.as_str().starts_with(w))
            }
            1..=8 => words
                .chars()
                .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            _ => false,
        };
        (body && named && self.is_noun(words)).then_some(end)
    }

    /// 高新建设局: a department of the zone that the article speaks of.
    pub(super) fn short_zone(&self, at: usize, begins: u8) -> Option<usize> {
        let rest = &self.s[at..];
        if begins & NAME == 0 || !matches!(begins::first(rest), '高' | '经') {
            return None;
        }
        let end = ["高新", "经开"]
            .iter()
            .find(|z| rest.starts_with(**z))
            .map(|z| at + z.len())?;
        let department = self.scan.starting(end).rev().find(|h| {
            matches!(h.word, Word::Department(_)) && self.s[h.span.range()].ends_with(['局', '委'])
        })?;
        generic::closed(&self.s[department.span.end()..]).then_some(department.span.end())
    }

    /// The end of an agency of a place whose short name is a common word, where no other reading
    /// is likely: 大东公安分局, 仙桃农商行.
    pub(super) fn homonym(&self, at: usize, begins: u8) -> Option<usize> {
        let place = self
            .scan
            .starting(at)
            .rev()
            .find(|h| h.word == Word::Homonym)?;
        if begins & NAME == 0 {
            return None;
        }
        const LOCAL: [&str; 14] = [
            "公安分局",
            "生态环境分局",
            "自然资源分局",
            "农商行",
            "农商银行",
            "海关",
            "边检站",
            "军分区",
            "供电公司",
            "供电局",
            "边境管理支队",
            "县委",
            "县政府",
            "海事局",
        ];
        let rest = &self.s[place.span.end()..];
        LOCAL
            .iter()
            .find(|w| rest.starts_with(**w))
            .map(|w| place.span.end() + w.len())
    }

    /// Whether a name that is a place and a branch alone (荆州分局, 阿坝管理分局) begins at `at`, and
    /// not with words before it that name its body (长航公安局荆州分局).
    pub(super) fn opens_branch(&self, at: usize, place: usize, end: usize) -> bool {
        const ALONE: [&str; 9] = [
            "分局",
            "管理分局",
            "支队",
            "大队",
            "分公司",
            "支行",
            "分行",
            "工作组",
            "帮扶工作队",
        ];
        !ALONE.contains(&&self.s[place..end]) || self.begins(at) & NAME != 0
    }

    /// The end of a branch that opens with the body it belongs to: 长江航运公安局荆州分局.
    pub(super) fn branch_of_body(&self, at: usize, begins: u8) -> Option<usize> {
        static BRANCH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\p{Han}{2,10}?(?:公安局|管理局|国家公园|检查站|集团|公司|银行)\p{Han}{2,5}?(?:管理分局|分局|支队|大队|分公司|支行|分行)")
                .expect("a valid pattern")
        });
        let near = |branch: usize| branch - at <= LONGEST_BRANCH;
        if begins & NAME == 0 || !self.scan.next(Landmark::Branch, at).is_some_and(near) {
            return None;
        }
        let window = crate::text::after(self.s, at, 24);
        let found = BRANCH.find(window)?;
        let end = at + found.end();
        // 甲县与某银行乙分行 are two, 某某会见某银行甲省分行 is none.
        let two = found.as_str().contains(['与', '及']) || found.as_str().contains("会见");
        (!two && generic::plain(found.as_str()) && generic::closed(&self.s[end..])).then_some(end)
    }

    /// Whether an office of some name stands at `at`: 改革发展局.
    fn office(&self, at: usize) -> bool {
        let window = crate::text::after(self.s, at, 9);
        window
            .find('局')
            .filter(|i| *i >= 6)
            .is_some_and(|i| generic::closed(&self.s[at + i + '局'.len_utf8()..]))
    }

    /// Whether words hold no verb, pronoun or number.
    fn is_noun(&self, words: &str) -> bool {
        words.is_empty()
            || jieba().tag(words, false).iter().all(|t| {
                [
                    "n", "x", "j", "f", "s", "a", "b", "g", "z", "eng", "l", "m", "vn",
                ]
                .iter()
                .any(|p| t.tag.starts_with(p))
                    || t.word.chars().count() == 1 && !"各本该全每两多此几省市县区".contains(t.word)
            })
    }

    /// The end of a body with its term before a post: 县 + 十二届政协 + 副主席.
    pub(super) fn of_term(&self, at: usize) -> Option<usize> {
        static TERM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^第?[一二三四五六七八九十]{1,3}届(?:政协|人大常委会|人大|纪委|政府)")
                .expect("a valid pattern")
        });
        let rest = &self.s[at..];
        if !rest.starts_with(|c| "第一二三四五六七八九十".contains(c)) {
            return None;
        }
        let end = at + TERM.find(rest)?.end();
        let titled = self
            .scan
            .starting(end)
            .any(|h| matches!(h.word, Word::Title(_)));
        titled.then_some(end)
    }

    /// The end of a division of the Corps at `at`: 兵团第八师, 第八师石河子市, 四师, 师市.
    pub(super) fn corps(&self, at: usize, begins: u8) -> Option<usize> {
        let rest = &self.s[at..];
        if begins & NAME == 0 || !rest.starts_with(begins::is_corps) {
            return None;
        }
        let named = ["新疆生产建设兵团", "兵团"]
            .iter()
            .find_map(|w| rest.strip_prefix(w));
        let division = named.unwrap_or(rest);
        let numbered = division.strip_prefix('第').unwrap_or(division);
        let behind = numbered.trim_start_matches(NUMERALS);
        let rest = match (numbered.len() - behind.len()) / '一'.len_utf8() {
            1..=3 => behind.strip_prefix('师'),
            0 => division.strip_prefix('师'),
            _ => None,
        }?;
        let end = self.s.len() - rest.len();
        let alone = end - at == "师".len();
        let city = self
            .scan
            .starting(end)
            .rev()
            .find(|h| h.word == Word::Division && self.s[h.span.range()].ends_with('市'));
        let end = match city {
            Some(city) => city.span.end(),
            None if self.s[end..].starts_with('市') => end + "市".len(),
            None => end,
        };
        (!alone || self.s[at..end].ends_with('市')).then_some(end)
    }

    /// 中共 + 黔南州 + 委, 武警 + 曲靖 + 支队: the agency's end.
    pub(super) fn prefixed(&self, at: usize) -> Option<usize> {
        static ARMED: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^武警(?:部队)?\p{Han}{2,7}?(?:总队|支队|大队|中队)(?:\p{Han}{2,5}?(?:支队|大队|中队))?")
                .expect("a valid pattern")
        });
        let rest = &self.s[at..];
        let first = begins::first(rest);
        if !(matches!(first, '武' | '政' | '人' | '中') || begins::is_operator(first)) {
            return None;
        }
        if rest.starts_with("武警") {
            return ARMED.find(rest).map(|m| at + m.end());
        }
        // 移动鹤岗分公司
        if let Some(operator) = ["移动", "联通", "电信", "铁塔"]
            .iter()
            .find(|operator| rest.starts_with(**operator))
            .filter(|_| self.begins(at) & begins::NAME != 0)
        {
            let places = self.heads_of_places(at + operator.len()).into_iter();
            return places
                .flat_map(|end| self.levels(end).chain([end]).collect::<Vec<_>>())
                .find(|end| self.s[*end..].starts_with("分公司"))
                .map(|end| end + "分公司".len());
        }
        if let Some(end) = self.conference(at) {
            return Some(end);
        }
        if let Some(congress) = rest.starts_with("人大").then_some(at + "人大".len()) {
            return self.standing(congress);
        }
        let party = ["中共", "中国共产党"]
            .into_iter()
            .find(|p| rest.starts_with(p))?;
        let from = at + party.len();
        let heads = self.heads_of_places(from);
        let heads = heads
            .iter()
            .flat_map(|&end| self.levels(end).chain([end]))
            .chain(self.levels(from));
        heads
            .filter(|&end| self.s[end..].starts_with(['委', '纪', '党']))
            .filter_map(|end| self.core(end, super::Head::Place))
            .max()
    }

    /// 政协 + 琼海市 + 第十三届委员会: the end of a committee of the conference that opens with
    /// the conference's name.
    fn conference(&self, at: usize) -> Option<usize> {
        static COMMITTEE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:第?[一二三四五六七八九十]{1,3}届)?委员会(?:常务委员会)?")
                .expect("a valid pattern")
        });
        let rest = &self.s[at..];
        let from = ["政协", "中国人民政治协商会议"]
            .iter()
            .find(|w| rest.starts_with(**w))
            .map(|w| at + w.len())?;
        self.heads_of_places(from)
            .into_iter()
            .find_map(|end| Some(end + COMMITTEE.find(&self.s[end..])?.end()))
            .or_else(|| self.standing(from))
    }

    /// 人大 + 兴安盟 + 工委: a congress's or conference's committee for a league or prefecture.
    fn standing(&self, from: usize) -> Option<usize> {
        self.heads_of_places(from)
            .into_iter()
            .find(|&end| self.s[end..].starts_with("工委"))
            .map(|end| end + "工委".len())
    }
}
