//! Organisations that no lexicon lists, by what their names end in.

use std::sync::LazyLock;

use super::Head;

use crate::mentions::scan::{Scan, Word};
use crate::text::Regex;

/// Endings that make an organisation of what stands before them, whatever the head.
pub(super) static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "领导小组办公室|领导小组|指挥部办公室|指挥部|委员会办公室|委员会|管理委员会|管委会|联席会议办公室|工作专班|",
        "督察组|督查组|检查组|巡视组|巡察组|督导组|督学组|巡查组|考核组|指导组|工作组|专家组|工作队|调查组|服务组|宣讲团|集团有限责任公司|集团股份有限公司|集团有限公司|集团公司|有限公司|分公司|公司|集团|银行|分行|支行|信用社|",
        "气象台|总支部|总医院|医院|卫生院|大学|学院|学校|中学|小学|党校|协会|学会|商会|联合会|总会|研究会|促进会|基金会|",
        "研究院|研究所|设计院|规划院|科学院|工程院|管理局|管理处|管理站|管理所|管护站|试验站|监测站|服务站|工作站|",
        "幼儿园|派出所|供电所|供电局|税务所|税务局|司法所|公安局|分局|总队|支队|大队|兵团|军区|海关|",
        "人民法院|中级法院|法院|法庭|检察院|电视台|广播台|日报社|报社|通讯社|出版社|图书馆|博物馆|文化馆|纪念馆|",
        "合作社|联合社|村委会|居委会|理事会|董事会|监事会|常委会|组委会|专委会|监委会|",
        "党工委|纪工委|工委|党总支|党支部|党委|团委|工会|妇联|残联|服务中心|管理中心|信息中心|监测中心|调度中心|指挥中心|融媒体中心|",
        "中心|林场|农场|总公司|开发区|保护区管理局|总社|总局|总站|电厂|分厂|机场|钢铁厂|煤矿",
    ))
    .expect("a valid pattern")
});

/// Endings of one character that count only behind a head and before a word that closes them.
const WEAK: &str = "局厅委办院站所处队厂";

/// Common words that end like an office.
const ORDER: [&str; 17] = [
    "格局", "大局", "布局", "结局", "全局", "当局", "开局", "破局", "时局", "僵局", "政局", "举办",
    "承办", "主办", "协办", "不办", "正处",
];

/// Words that no organisation's name holds.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "召开|听取|率|暨|传达|汇报|出席|参加|指出|强调|要求|关于|主持|通报|负责|有关|相关|各级|各地|各部门|各单位|各成员|主要|书记|主任|局长|市长|县长|区长|",
        "即办|督办|交办|镇长|部长|院长|省长|主席|组长|秘书长|部署了|举行|推进会|座谈会|动员|先后|分别|以及|全体|领导干部|领导班子|领导同志|市领导|县领导|成员单位|",
        "来到|深入|前往|带领|率领|组织召开|按照|根据|成立|设立|会同|督促|帮助|工作的|同志|讲话|发言|宣读|解读|介绍|我市|我县|我省|我区|全市|全县|全省|全区|万|年|月|日上午|个|为民|人民群众|群众|居民|以.*为|",
        "一行|提请|看望|次二级|[省市县区州旗府局]与|会见|会晤|人员有|视察|来我|莅临|与会|参会|两级|三级|四级|^纪.{0,6}派驻|第\\d+次|[两三四五六七八九]所|常委[^会]|(?:总|长|任|记|员|志)代表|^人?大?代表[^资工团联履活]|^(?:会上|会前|会后|日前|近日)|",
        "委托|特邀|邀请|聘请|举办|包括|利用|所属|下属|积极|完成|保障新|[在由向对将把被为了的是就从到让使以等及各每该本其此这那并已也都还又则至]",
    ))
    .expect("a valid pattern")
});

/// Words of what somebody does, which the names of leading groups, headquarters and committees
/// hold too: 党史学习教育领导小组, 项目建设指挥部.
static DEEDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("部署|研究|会议|安排|落实|推动|加强|坚持|贯彻|学习|协调|联合|支持|建设")
        .expect("a valid pattern")
});

/// Characters and words that may follow a short, weakly marked name or an abbreviation.
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "^(?:[，。、；：）（！？”]|$|\n|等|和|与|及|以及|或|部门|单位|系统|机关|主要|负责|有关|相关|分管|领导|班子|联合|牵头|",
        "司长|副司长|局长|副局长|主任|副主任|书记|副书记|常务|党组|党委|党支部|党总支|队长|支队长|大队长|站长|院长|副院长|所长|厂长|处长|厅长|副厅长|委员|成员|总工程师|",
        "要|应|应当|必须|需|将|就|作|做|对|在|汇报|通报|传达|宣读|解读|介绍|发言|表态|分别|共同|提交|提请|关于|印发|制定|组织|代表|同志|《|备案|审核|审批|核实|会同|按|派出|公布|发布|下发|依法|把|为|以|向|召开|举行|设|依次|现场|主办|承办|协办)"
    ))
    .expect("a valid pattern")
});

/// Whether what follows allows a weakly marked name to end here.
pub(super) fn closed(rest: &str) -> bool {
    CLOSED.is_match(rest)
}

/// Whether an abbreviation of the list kind (发改, 公安) ends here.
pub(super) fn ends_list_name(rest: &str) -> bool {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[、，。；）]|和|与|及|以及|等|部门|单位|的?(?:负责|主要负责|有关负责|相关负责|分管)|[\d两三四五六七八九十]{1,2}[个家])",
        )
        .expect("a valid pattern")
    });
    END.is_match(rest)
}

/// How far a name may reach from its head: to the next punctuation, at most 26 characters.
pub(super) fn window(s: &str, at: usize) -> &str {
    let rest = &s[at..];
    let mut quoted = false;
    let end = rest
        .char_indices()
        .enumerate()
        .find(|&(n, (_, c))| {
            if c == '“' {
                quoted = true;
            } else if c == '”' {
                quoted = false;
            }
            n >= 26
                || matches!(
                    c,
                    '，' | '。' | '；' | '：' | '！' | '？' | '《' | '》' | '\n' | ' ' | '）' | '/'
                )
                || c == '、' && !quoted
        })
        .map_or(rest.len(), |(_, (i, _))| i);
    &rest[..end]
}

/// The end of an organisation's name at `at`, behind its head.
pub(super) fn core(s: &str, at: usize, head: Head, scan: &Scan) -> Option<usize> {
    let window = window(s, at);
    // 东陈乡和度假区管委会 are two.
    if window.starts_with(['和', '与', '及']) {
        return None;
    }
    // 市 + 长某某任某区党委: the level word opens a title.
    let titled = head == Head::Level
        && window.starts_with('长')
        && scan
            .ending(at + '长'.len_utf8())
            .any(|h| matches!(h.word, Word::Title(_)));
    if titled {
        return None;
    }
    let strong = STRONG
        .find_iter(window)
        .map(|m| (m.start(), m.end()))
        .find(|&(start, _)| start > 0 || head == Head::Place);
    let strong = strong.filter(|&(start, end)| {
        clean(&window[..start], head, is_formed(&window[start..end]))
            && fits(&window[..end])
            && not_place(s, at, at + end, scan)
    });
    let weak = window
        .char_indices()
        .filter(|&(i, c)| (6..=30).contains(&i) && WEAK.contains(c))
        .map(|(i, c)| (i, i + c.len_utf8()))
        .find(|&(_, end)| {
            closed(&s[at + end..])
                && !ORDER.iter().any(|w| window[..end].ends_with(w))
                && not_place(s, at, at + end, scan)
                && !scan
                    .ending(at + end)
                    .any(|h| matches!(h.word, Word::Title(_)))
        })
        .filter(|&(start, _)| clean(&window[..start], head, false));
    let end = match (strong, weak) {
        (Some((_, a)), Some((_, b))) => a.min(b).max(if b > a && closed(&s[at + a..]) {
            a
        } else {
            a.min(b)
        }),
        (Some((_, a)), None) => a,
        (None, Some((_, b))) => b,
        (None, None) => return None,
    };
    Some(at + end)
}

/// What is visited and acts nowhere.
const FACILITIES: [&str; 17] = [
    "影院",
    "影剧院",
    "大剧院",
    "处理站",
    "处理厂",
    "变电站",
    "加油站",
    "水电站",
    "中转站",
    "高铁站",
    "火车站",
    "地铁站",
    "充电站",
    "换热站",
    "展示厅",
    "发电站",
    "光伏电站",
];

/// 开发区 and 保护区 alone are places.
fn not_place(s: &str, at: usize, end: usize, _scan: &Scan) -> bool {
    let name = &s[at..end];
    // An airport is a place, but a participant in a list of them.
    let rest = &s[end..];
    let said = |c| "，。；：）（！？”在对以为将把向\n".contains(c);
    let listed = closed(rest) && !rest.is_empty() && !rest.starts_with(said);
    // 世界大学生运动会; half of a quotation is no name.
    // 区工商联（总商会: half of a bracket.
    if name.matches('（').count() != name.matches('）').count() {
        return false;
    }
    let pupils = name.ends_with('学') && s[end..].starts_with(['生', '城', '排']);
    let quotes = name.matches('“').count() != name.matches('”').count();
    // 州政协会议 is held by the 政协.
    let held = name.ends_with('会') && s[end..].starts_with('议')
        || name.ends_with('队') && s[end..].starts_with('员');
    !(pupils
        || quotes
        || held
        || name.ends_with("中小学")
        || name.ends_with("机场") && !listed
        || FACILITIES.iter().any(|w| name.ends_with(w))
        || name.ends_with("协商会")
        || name.ends_with("会商会")
        || name.ends_with("开发区")
        || name.ends_with("副中心")
        || name.ends_with("保护区"))
}

/// Whether an ending is that of a body set up for a task, whose name says what is done.
fn is_formed(ending: &str) -> bool {
    [
        "领导小组",
        "领导小组办公室",
        "指挥部",
        "指挥部办公室",
        "委员会",
        "委员会办公室",
        "工作专班",
    ]
    .contains(&ending)
}

/// Whether the words before the ending can be part of a name; of a body that is `formed` they may
/// say what it does.
pub(super) fn clean(words: &str, head: Head, formed: bool) -> bool {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("[和与及](?:省|市|县|区|州|盟|旗|自治区)").expect("a valid pattern")
    });
    if head == Head::Level && words.chars().count() > 20 || JOINED.is_match(words) {
        return false;
    }
    // 南湾工业园区和启明化工公司: a place was visited, then a company.
    let visited = words.split_once(['和', '与']).is_some_and(|(place, _)| {
        ["园区", "开发区", "景区", "社区"]
            .iter()
            .any(|kind| place.ends_with(kind))
    });
    if visited && !formed {
        return false;
    }
    (formed || !DEEDS.is_match(words))
        && !match words.contains(['对', '的']) {
            true => BROKEN.is_match(
                &words
                    .replace("应对", "应急")
                    .replace("对口", "")
                    .replace("感染的肺炎", "感染肺炎"),
            ),
            false => BROKEN.is_match(words),
        }
}

/// The length of 党组 behind a body of which it is the Party group that does something itself: 市人大
/// 常委会党组召开…, but not 市住建局党组书记.
pub(super) fn leading_group(rest: &str) -> usize {
    const ACTS: [&str; 12] = [
        "召开", "举行", "向", "就", "传达", "专题", "集中", "研究", "开展", "组织", "与", "作出",
    ];
    let group = "党组";
    let acts = rest
        .strip_prefix(group)
        .is_some_and(|rest| ACTS.iter().any(|w| rest.starts_with(w)));
    if acts { group.len() } else { 0 }
}

/// Some endings name nobody: 党委 of a generic kind, 领导小组 without a name.
fn fits(name: &str) -> bool {
    !matches!(name, "中心" | "公司" | "集团" | "学校" | "医院")
}

/// Whether the name from `named` on is one word with what the generic reading adds.
pub(super) fn continues(s: &str, named: usize, generic: usize, scan: &Scan) -> bool {
    if scan
        .starting(named)
        .any(|h| matches!(h.word, Word::Title(_)))
    {
        return false;
    }
    let added = &s[named..generic];
    let formed = ["领导小组办公室", "领导小组", "指挥部办公室", "指挥部"]
        .iter()
        .any(|w| added.ends_with(w));
    added.chars().count() <= if formed { 22 } else { 12 }
        && !BROKEN.is_match(added)
        && (formed || !DEEDS.is_match(added))
        && !added.starts_with(['和', '与', '副'])
        // 县应急管理局要与…, but 自然资源要素保障专班.
        && (!added.starts_with('要') || added.starts_with("要素"))
}

/// Whether words can say what a body was set up for.
pub(super) fn plain_task(words: &str) -> bool {
    words
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !BROKEN.is_match(words)
}

/// An internal department of an institution before its head's title: 民事审判第二庭 + 庭长, 科技处 +
/// 处长, 政治部 + 主任.
fn department(s: &str, at: usize, scan: &Scan) -> Option<usize> {
    const OF: [&str; 9] = [
        "法院",
        "检察院",
        "大学",
        "学院",
        "医院",
        "公司",
        "集团",
        "研究院",
        "学校",
    ];
    if !OF.iter().any(|w| s[..at].ends_with(w)) {
        return None;
    }
    let window = window(s, at);
    let of_party = ["党", "纪检", "总支", "分党", "机关党", "副"];
    if of_party.iter().any(|w| window.starts_with(w)) {
        return None;
    }
    window
        .char_indices()
        .filter(|&(i, c)| i > 0 && i < 36 && "庭处部科室系院局组队".contains(c))
        .map(|(i, c)| (&window[..i], at + i + c.len_utf8()))
        .find(|(words, end)| {
            clean(words, Head::Place, true)
                && scan
                    .starting(*end)
                    .any(|h| matches!(h.word, Word::Title(_)))
                && !scan
                    .ending(*end)
                    .any(|h| matches!(h.word, Word::Title(_)) && h.span.start() >= at)
        })
        .map(|(_, end)| end)
}

/// The office of a management committee (管委会办公室), a group of a headquarters (指挥部综合协调组).
fn office_of(s: &str, at: usize, window: &str) -> Option<usize> {
    const OFFICES: [&str; 4] = ["办公室", "综合办公室", "党政办公室", "综合办"];
    const WITH_OFFICE: [&str; 5] = ["管委会", "管理委员会", "党工委", "工作委员会", "专班"];
    if WITH_OFFICE.iter().any(|w| s[..at].ends_with(w)) {
        let office = OFFICES.iter().find(|o| window.starts_with(**o))?;
        return Some(at + office.len());
    }
    if !s[..at].ends_with("指挥部") {
        return None;
    }
    let end = window.find('组').filter(|i| (6..=24).contains(i))? + '组'.len_utf8();
    let words = &window[..end - '组'.len_utf8()];
    (clean(words, Head::Place, true) && closed_group(&window[end..])).then_some(at + end)
}

/// Whether a group's name ends before `rest`.
fn closed_group(rest: &str) -> bool {
    !rest.starts_with(['织', '成', '建', '团', '合'])
        && (closed(rest) || rest.starts_with(['组', '副', '已']))
}

/// A body within the agency that ends at `at`: 交警支队, 经济委员会, 信息中心, 第一党支部.
pub(super) fn inner(s: &str, at: usize, head: Head, scan: &Scan) -> Option<usize> {
    let window = window(s, at);
    static RESIDENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^派?驻\p{Han}{1,12}?(?:纪检监察|纪检)组|^第\p{Han}{1,4}师(?:\p{Han}{1,5}团)?")
            .expect("a valid pattern")
    });
    if window.starts_with(['派', '驻', '第'])
        && let Some(found) = RESIDENT.find(window)
    {
        return Some(at + found.end());
    }
    if let Some(end) = office_of(s, at, window) {
        return Some(end);
    }
    let told = window.starts_with('要') && !window.starts_with("要素");
    if told || window.starts_with(['和', '与', '及']) || window.starts_with("指导商") {
        return None;
    }
    // 总会 + 张坊 + 分会: a branch by its place.
    const BRANCHES: [&str; 8] = [
        "分会",
        "分公司",
        "分院",
        "分校",
        "分中心",
        "支公司",
        "支行",
        "分行",
    ];
    let place = scan
        .starting(at)
        .rev()
        .find(|h| matches!(h.word, Word::Division | Word::Short))
        .map(|h| h.span.end());
    let branch = place.and_then(|end| {
        BRANCHES
            .iter()
            .find(|b| s[end..].starts_with(**b))
            .map(|b| end + b.len())
    });
    let society = ["总会", "协会", "商会", "学会", "联合会"]
        .iter()
        .any(|w| s[..at].ends_with(w));
    let local = || {
        let end = window.find("分会").filter(|i| (6..=12).contains(i))? + "分会".len();
        plain(&window[..end]).then_some(at + end)
    };
    if let Some(end) = branch.or_else(|| society.then(local).flatten()) {
        return Some(end);
    }
    if let Some(end) = department(s, at, scan) {
        return Some(end);
    }
    let division = window
        .char_indices()
        .find(|&(i, c)| c == '司' && (6..=24).contains(&i))
        .map(|(i, c)| i + c.len_utf8());
    if let Some(end) = division.filter(|&end| {
        head == Head::National && closed(&s[at + end..]) && clean(&window[..end - 3], head, false)
    }) {
        return Some(at + end);
    }
    let found = STRONG.find(window)?;
    let words = &window[..found.start()];
    let committee = found.as_str() == "委员会" && s[..at].ends_with(['协', '大', '会']);
    if !clean(words, head, committee)
        || words.chars().count() > 16
        || matches!(found.as_str(), "党委" | "集团" | "公司") && words.is_empty()
    {
        return None;
    }
    if scan.starting(at).any(|h| matches!(h.word, Word::Title(_))) {
        return None;
    }
    not_place(s, at, at + found.end(), scan).then_some(at + found.end())
}

/// Whether a string is a plain name: no verb, number or grammar word in it.
pub(super) fn plain(item: &str) -> bool {
    item.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !BROKEN.is_match(item)
        && !DEEDS.is_match(item)
}
