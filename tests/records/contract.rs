//! What every record keeps, whatever the text: reading does not panic, every span lies in the
//! text, surfaces stand where they are said to, the same text gives the same record, and a
//! record survives JSON.

use std::collections::BTreeSet;

use proptest::prelude::*;
use zhengmai::base::Span;
use zhengmai::facts::{CodePoints, Evidence, Reader, Record, Role};
use zhengmai::ingest::Article;
use zhengmai::text::Text;

/// What the rules look for, in any order; Traditional, full-width and broken forms too.
const PIECES: [&str; 96] = [
    "安阳市",
    "河南省",
    "鼓楼区",
    "滑县",
    "城关镇",
    "延边州",
    "兴安盟",
    "全省",
    "我市",
    "我县",
    "市委",
    "市政府",
    "市纪委监委",
    "省",
    "县",
    "州",
    "国务院",
    "全国人大常委会",
    "市住建局",
    "发改、工信、环保等单位",
    "市发改",
    "公安分局",
    "高新区管委会",
    "管委会",
    "党工委",
    "防汛抗旱指挥部",
    "领导小组",
    "有限公司",
    "民盟",
    "市委会",
    "办公室",
    "党委",
    "市委常委",
    "常务副市长",
    "副",
    "代",
    "书记",
    "市长",
    "局长",
    "县长",
    "总河长",
    "总书记",
    "主任",
    "同志",
    "市领导",
    "高峰",
    "李明",
    "王芳芳",
    "欧阳振华",
    "买买提·艾力",
    "·",
    "习近平",
    "习近平总书记",
    "陈",
    "李市长",
    "安全",
    "5月29日",
    "2020年",
    "29日",
    "今天",
    "13月45日",
    "二〇二〇年",
    "召开",
    "推进会",
    "第",
    "次常务会议",
    "暨",
    "会议",
    "大会",
    "在",
    "主持",
    "出席",
    "讲话",
    "汇报",
    "听取",
    "传达",
    "未",
    "强调",
    "要",
    "一是",
    "（记者",
    "通讯员",
    "）",
    "责任编辑：",
    "《",
    "》",
    "“",
    "”",
    "、",
    "，",
    "。",
    "；",
    "：",
    "\n",
    " ",
    "等",
];

/// What stands in no Chinese sentence, or in another form.
const ODD: [&str; 24] = [
    "會議由",
    "區長",
    "縣",
    "龍",
    "５月２９日",
    "，，",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "\r\n",
    "\t",
    "\0",
    "🐉",
    "\u{20000}",
    "e\u{301}",
    "ß",
    "İ",
    "(",
    ")",
    "[",
    "】",
    "〈",
    "……",
    "\u{2028}",
];

/// A mix of the genre's fragments, odd characters, and anything at all.
fn mixed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => prop::sample::select(&ODD[..]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => "[一-龥]{1,4}",
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Sentences in the order of the genre, with holes filled at random.
fn formulaic() -> impl Strategy<Value = String> {
    let pick = || prop::sample::select(&PIECES[..]);
    let sentence = (pick(), pick(), pick(), pick(), pick()).prop_map(|(a, b, c, d, e)| {
        format!("5月29日，{a}召开{b}工作会议。{c}、{d}{e}主持会议并讲话。")
    });
    prop::collection::vec(sentence, 1..5).prop_map(|lines| format!("标题\n{}", lines.join("\n")))
}

/// Everything in a record that has evidence, and what to call it.
fn items(record: &Record) -> Vec<(String, &Evidence)> {
    let mut out: Vec<(String, &Evidence)> = Vec::new();
    let persons = record.persons.iter().map(|x| (&x.name, &x.evidence));
    let agencies = record.agencies.iter().map(|x| (&x.name, &x.evidence));
    let posts = record.posts.iter().map(|x| (&x.title, &x.evidence));
    let meetings = record.meetings.iter().map(|x| (&x.name, &x.evidence));
    let roles = record.roles.iter().map(|x| (&x.role, &x.evidence));
    let documents = record.documents.iter().map(|x| (&x.title, &x.evidence));
    let directives = record.directives.iter().map(|x| (&x.text, &x.evidence));
    let lists = &record.evidence;
    let journalists = record.journalists.iter().zip(&lists.journalists);
    let places = record.places.iter().zip(&lists.places);
    let initiatives = record.initiatives.iter().zip(&lists.initiatives);
    out.extend(named("person", persons));
    out.extend(named("agency", agencies));
    out.extend(named("post", posts));
    out.extend(named("meeting", meetings));
    out.extend(named("role", roles));
    out.extend(named("document", documents));
    out.extend(named("directive", directives));
    out.extend(named("journalist", journalists));
    out.extend(named("place", places));
    out.extend(named("initiative", initiatives));
    out
}

fn named<'r>(
    kind: &str,
    items: impl Iterator<Item = (&'r String, &'r Evidence)>,
) -> impl Iterator<Item = (String, &'r Evidence)> {
    items.map(move |(name, evidence)| (format!("{kind} {name}"), evidence))
}

/// A text, and where its code points begin.
struct Standing {
    text: Text,
    starts: Vec<usize>,
}

impl Standing {
    fn new(article: &Article) -> Self {
        let text = Text::new(article);
        let starts = text.folded.char_indices().map(|(i, _)| i);
        let starts = starts.chain([text.folded.len()]).collect();
        Self { text, starts }
    }

    /// The article's own characters, simplified, at code points of it.
    fn at(&self, [start, end]: CodePoints) -> &str {
        let span = Span::new(self.starts[start], self.starts[end]);
        self.text.surface(span)
    }
}

fn keeps_the_contract(source: &str) -> Result<(), TestCaseError> {
    let article = Article::new(source);
    let reader = Reader::new();
    let record = reader.read(&article);
    prop_assert_eq!(&record.text, &article.text);
    let length = article.text.chars().count();
    for (what, evidence) in items(&record) {
        prop_assert!(!evidence.rule.is_empty(), "{} by no rule", what);
        prop_assert!(!evidence.spans.is_empty(), "{} stands nowhere", what);
        for &[start, end] in &evidence.spans {
            let inside = start < end && end <= length;
            prop_assert!(inside, "{}: [{}, {}) of {}", what, start, end, length);
        }
    }
    names_stand_where_they_are_said_to(&record, &Standing::new(&article))?;
    names_lead_somewhere(&record)?;
    prop_assert_eq!(&reader.read(&article), &record, "read twice");
    let json = serde_json::to_string(&record).expect("a record is JSON");
    let back: Record = serde_json::from_str(&json).expect("JSON of a record is one");
    prop_assert_eq!(back, record);
    Ok(())
}

fn names_stand_where_they_are_said_to(
    record: &Record,
    text: &Standing,
) -> Result<(), TestCaseError> {
    for agency in &record.agencies {
        let standing: BTreeSet<&str> = agency
            .evidence
            .spans
            .iter()
            .map(|span| text.at(*span))
            .collect();
        let said: BTreeSet<&str> = agency.surfaces.iter().map(String::as_str).collect();
        prop_assert_eq!(said, standing, "surfaces of {}", agency.name);
    }
    for person in &record.persons {
        // Later places may have a part of the name: 陈市长, 阿迪力县长.
        let part = ["person-surname", "person-first-part"].contains(&&*person.evidence.rule);
        for (n, span) in person.evidence.spans.iter().enumerate() {
            let standing = text.at(*span);
            let whole = standing == person.name;
            let holds = whole || (part || n > 0) && person.name.starts_with(standing);
            prop_assert!(holds, "{} stands as {}", person.name, standing);
        }
    }
    let lists = [
        (&record.journalists, &record.evidence.journalists, true),
        (&record.places, &record.evidence.places, false),
    ];
    for (names, evidence, each) in lists {
        prop_assert_eq!(names.len(), evidence.len());
        for (name, evidence) in names.iter().zip(evidence) {
            let mut standing = evidence.spans.iter().map(|span| text.at(*span));
            // A place stands in its fullest form somewhere, a journalist everywhere.
            let holds = if each {
                standing.all(|s| s == name)
            } else {
                standing.any(|s| s == name)
            };
            prop_assert!(holds, "{} does not stand there", name);
        }
    }
    prop_assert_eq!(record.initiatives.len(), record.evidence.initiatives.len());
    Ok(())
}

/// Posts and roles are of persons and agencies of the record; what is numbered counts from 1.
fn names_lead_somewhere(record: &Record) -> Result<(), TestCaseError> {
    let persons: BTreeSet<&str> = record.persons.iter().map(|p| &*p.name).collect();
    let agencies: BTreeSet<&str> = record.agencies.iter().map(|a| &*a.name).collect();
    prop_assert_eq!(persons.len(), record.persons.len(), "each person once");
    prop_assert_eq!(agencies.len(), record.agencies.len(), "each agency once");
    for post in &record.posts {
        let known = persons.contains(&*post.person);
        prop_assert!(
            known && !post.agency.is_empty() && !post.title.is_empty(),
            "{:?}",
            post
        );
    }
    for role in &record.roles {
        let known = persons.contains(&*role.who) || agencies.contains(&*role.who);
        prop_assert!(known && role.order >= 1, "{:?}", role);
        let attends = |r: &Role| r.who == role.who && r.role == "attend";
        prop_assert!(
            record.roles.iter().any(attends),
            "{} does not attend",
            role.who
        );
    }
    for (n, directive) in record.directives.iter().enumerate() {
        prop_assert_eq!(directive.order, n + 1);
        prop_assert!(!directive.text.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn mixed_fragments_make_a_record(source in mixed()) {
        keeps_the_contract(&source)?;
    }

    #[test]
    fn formulaic_sentences_make_a_record(source in formulaic()) {
        keeps_the_contract(&source)?;
    }

    #[test]
    fn any_characters_make_a_record(source in "(\\PC|[\\s\\S]|[一-龥]){0,120}") {
        keeps_the_contract(&source)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4,
        max_shrink_iters: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_very_long_line_makes_a_record(piece in mixed()) {
        let line = piece.replace(['\n', '\r'], "");
        let times = 6000 / line.chars().count().max(1) + 1;
        keeps_the_contract(&format!("标题\n{}", line.repeat(times)))?;
    }
}
