//! What a requirement is about, where an utterance or a sentence says so before it demands:
//! 就做好清洁取暖工作，陈志伟强调; 关于安全生产，要….

use std::sync::LazyLock;

use super::opener::{addressee, lead};
use crate::base::Span;
use crate::facts::utterances::{Speaker, Utterance};
use crate::text::{Regex, Text};

/// What an utterance is introduced with: before the speaker, or between speaker and verb.
///
/// ```
/// use zhengmai::{facts::Reader, ingest::Article};
/// let article = Article::new(
///     "供水会召开\n5月29日，安阳市召开供水工作会。就做好下一步供水工作，会议要求，要保水质。",
/// );
/// let record = Reader::new().read(&article);
/// assert_eq!(record.directives[0].topic.as_deref(), Some("做好下一步供水工作"));
/// ```
pub(super) fn of_utterance(text: &Text, utterance: &Utterance) -> Option<Span> {
    /// Between speaker and verb: 陈志伟就做好供水工作提出….
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?P<how>就|关于|针对|围绕|对于|对)(?P<topic>[^，。；：“”《》]{2,40}?)(?:，|进行|作(?:了|出|部署|安排|动员|说明|强调|讲话|指示)|做[了出]|提出|再次|又|$)")
            .expect("a valid pattern")
    });
    /// Before the speaker and his posts: 就做好供水工作，市长陈志伟….
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[，；。：！？” \n])(?:会上|会议|同时|并|此外|另外)?(?P<how>就|关于|针对|围绕|对于|对|在?(?:谈到|谈及|讲到|说到))(?P<topic>[^，。；：“”《》]{2,40})，[^，。；：！？]{0,40}$")
            .expect("a valid pattern")
    });
    let cue = utterance.cue;
    let verb = cue.end() - utterance.verb.len().min(cue.len());
    let speaker = match &utterance.speaker {
        Speaker::Agency(span) if cue.contains(*span) => span.end(),
        Speaker::Person(name) => {
            let named = text.str(cue).find(name.as_str());
            named.map_or(cue.start(), |i| cue.start() + i + name.len())
        }
        _ => cue.start(),
    };
    let between = Span::new(speaker.min(verb), verb);
    let sentence = text.sentence_of(cue).unwrap_or(cue);
    let before = Span::new(sentence.start().min(cue.start()), cue.start());
    // 会议对下一步工作作了部署，要求…: the clause before tells it.
    let told = text.str(before).strip_suffix('，').map_or(0, |said| {
        let clause = said.rsplit(['，', '。', '；']).next().unwrap_or(said);
        clause.len() + '，'.len_utf8()
    });
    let clause = Span::new(before.end() - told, before.end());
    [(between, &BETWEEN), (clause, &BETWEEN), (before, &BEFORE)]
        .into_iter()
        .find_map(|(span, pattern)| {
            if !text
                .str(span)
                .contains(['就', '关', '对', '围', '谈', '讲', '说'])
            {
                return None;
            }
            let c = pattern.captures(text.str(span))?;
            let topic = c.name("topic")?;
            let topic = Span::new(topic.start(), topic.end()).shift(span.start());
            // 对各县区提出要求: whom it addresses, not what it is about.
            let noun = &c["how"] != "对" || WORK.is_match(text.str(topic));
            noun.then(|| kept(text, topic)).flatten()
        })
}

/// What a clause that opens a sentence is about: 关于安全生产，要…; 在组织领导方面，要….
pub(super) fn of_clause(text: &Text, clause: Span) -> Option<Span> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:就|关于|针对|对于|对)(?P<of>[^，。；：“”《》]{2,24})|在(?P<in>[^，。；：“”《》]{2,16}?)(?:工作)?(?:方面|上))[，：。]$")
            .expect("a valid pattern")
    });
    let lead = lead(text.str(clause)).min(clause.len());
    let clause = Span::new(clause.start() + lead, clause.end());
    let c = OPENS.captures(text.str(clause))?;
    let topic = c.name("of").or_else(|| c.name("in"))?;
    if c.name("in").is_some()
        && topic
            .as_str()
            .ends_with(['础', '程', '提', '义', '度', '实'])
    {
        // 在…基础上, 在很大程度上.
        return None;
    }
    let topic = Span::new(topic.start(), topic.end()).shift(clause.start());
    let whom = addressee(text, topic).is_some_and(|whom| whom.end() == topic.end());
    let object = c
        .name("of")
        .is_some_and(|_| text.str(clause).starts_with('对'))
        && ["开展", "实施", "加强", "提出"]
            .iter()
            .any(|word| text.str(topic).contains(word));
    if whom || object {
        return None;
    }
    kept(text, topic)
}

/// The same of a numbered item: 一是关于安全生产。要….
pub(super) fn of_item(text: &Text, item: Span) -> Option<Span> {
    let said = text.str(item);
    // 对排口再排查 is the demand itself.
    if !said.starts_with(['关', '针', '在']) {
        return None;
    }
    let end = said.find(['，', '。', '：'])? + '，'.len_utf8();
    of_clause(text, Span::new(item.start(), item.start() + end))
}

/// What a sentence is about in a topic that 对 introduces: not whom, but what.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:工作|问题|任务|建设|事项|情况|整改|整治|治理|防[控治汛]|落实|发展|安全|生产|改革|行动|活动|服务|管理|项目|计划)$")
        .expect("a valid pattern")
});

/// A topic without what only closes it; none for 此, 这 and for parts of words (就业, 对照).
fn kept(text: &Text, topic: Span) -> Option<Span> {
    const NOT: [&str; 22] = [
        "此", "这", "该", "其", "他", "大家", "上述", "以上", "照", "标", "接", "应", "外", "内",
        "业", "地", "近", "是", "要", "会", "在", "能",
    ];
    /// 对企业开展检查, 对干部来说 name nothing that is talked about.
    const DOES: [&str; 8] = [
        "进行", "实行", "给予", "予以", "采取", "来说", "而言", "来讲",
    ];
    let said = text.str(topic);
    if DOES.iter().any(|word| said.contains(word)) {
        return None;
    }
    if NOT.iter().any(|word| said.starts_with(word)) {
        return None;
    }
    let kept = ["时", "方面", "问题上", "等"]
        .iter()
        .find_map(|end| said.strip_suffix(end))
        .unwrap_or(said);
    if kept.chars().count() < 2 {
        return None;
    }
    // 就下一步工作作部署: the 作 of 工作 is the topic's.
    let end = topic.start() + kept.len();
    let work = kept.ends_with('工') && text.folded[end..].starts_with('作');
    let end = if work { end + '作'.len_utf8() } else { end };
    Some(Span::new(topic.start(), end))
}
