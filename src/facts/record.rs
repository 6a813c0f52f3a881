//! The record: what one article says, each item with where it says so and which rule read
//! it. It is the contract in the middle: `extract` prints it, the graph is made from it alone.

use serde::{Deserialize, Serialize};

use crate::base::Note;

/// `[start, end)` in Unicode code points of [`Record::text`].
pub type CodePoints = [usize; 2];

/// Where an item stands in the article, and the rule that found it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Every place in the article that says it, in order.
    pub spans: Vec<CodePoints>,
    /// The way in which a recogniser or rule found it: `person-titled`, `role-verb`.
    pub rule: String,
}

/// Everything that was read out of one article.
///
/// As JSON it has the fields that annotated articles have: `places`, `journalists` and
/// `initiatives` are lists of plain strings, and their evidence stands beside them, in the
/// same order, under `evidence`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The article's id: what its source gave, else the hash of its text.
    pub id: String,
    /// Where the article came from: an address or a path.
    pub source: Option<String>,
    /// Publication date, ISO 8601, where the article or its source states it.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// What 我市, 全县, 省委 stand for, from the province down: `河南省安阳市`; `中国` for national news.
    pub region: Option<String>,
    /// GB/T 2260 code of the region (`410500`; `100000` for 中国).
    pub region_code: Option<String>,
    /// The article's text; all spans count in it.
    pub text: String,
    /// Natural persons named in the article proper, in order of first mention.
    pub persons: Vec<Person>,
    /// Reporters, photographers and editors.
    pub journalists: Vec<String>,
    /// Organisations by full official name.
    pub agencies: Vec<Agency>,
    /// One row for each post that the text gives a person.
    pub posts: Vec<Post>,
    /// Appointments, elections, removals and resignations, in order.
    #[serde(default)]
    pub appointments: Vec<Appointment>,
    /// Places, each once.
    pub places: Vec<String>,
    /// Meetings, the main one first.
    pub meetings: Vec<Meeting>,
    /// Who did what in the main meeting.
    pub roles: Vec<Role>,
    /// Documents and their relation to the main meeting.
    pub documents: Vec<Document>,
    /// Campaigns, programmes, principles and doctrines.
    pub initiatives: Vec<String>,
    /// Requirements laid down, in order.
    pub directives: Vec<Directive>,
    /// Figures of indicators, in order.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// Evidence of the items that are plain strings.
    #[serde(default)]
    pub evidence: ListEvidence,
    /// What could not be decided.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// Evidence of the lists of plain strings, in the order of those lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEvidence {
    /// Of [`Record::journalists`].
    pub journalists: Vec<Evidence>,
    /// Of [`Record::places`].
    pub places: Vec<Evidence>,
    /// Of [`Record::initiatives`].
    pub initiatives: Vec<Evidence>,
}

/// A natural person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Without title words.
    pub name: String,
    /// GB/T 2260 code (9 digits for a township) of the jurisdiction that the person's post gives; the article's where no post does.
    pub jurisdiction: Option<String>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// An organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Full official name: `安阳市住房和城乡建设局`.
    pub name: String,
    /// The strings that name it in the text, each once.
    pub surfaces: Vec<String>,
    /// GB/T 2260 code of its jurisdiction (9 digits for a township), where one is known.
    pub jurisdiction: Option<String>,
    /// The name without the jurisdiction's name in it: `住房和城乡建设局`, `中共委员会`; the whole name where it has none.
    pub local: String,
    /// Kind of organisation, a term of data/classes.tsv: `部门`, `政府`, `党委` ….
    pub class: String,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A post that the text gives a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// [`Person::name`].
    pub person: String,
    /// Full name of the agency: of one in [`Record::agencies`], or implied by the title (市长).
    pub agency: String,
    /// Bare title: `常务副市长`.
    pub title: String,
    /// GB/T 2260 code of the agency's jurisdiction, where one is known.
    pub jurisdiction: Option<String>,
    /// The agency's name without its jurisdiction, as [`Agency::local`].
    pub local: String,
    /// Kind of the agency, as [`Agency::class`].
    pub class: String,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A decision by which a person comes into a post or leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// [`Person::name`].
    pub person: String,
    /// Full name of the agency, as [`Post::agency`].
    pub agency: String,
    /// Bare title.
    pub title: String,
    /// `appoint`, `elect`, `nominate`, `remove`, `resign` or `dismiss`.
    pub kind: String,
    /// The day of the decision, partial ISO 8601: as stated before it, else the meeting's, else,
    /// where the text says who decided, that of publication.
    pub date: Option<String>,
    /// Full name of the agency of the record that decided.
    pub by: Option<String>,
    /// [`Meeting::name`] of the meeting at which it was decided.
    pub meeting: Option<String>,
    /// GB/T 2260 code of the agency's jurisdiction, where one is known.
    pub jurisdiction: Option<String>,
    /// The agency's name without its jurisdiction, as [`Agency::local`].
    pub local: String,
    /// Kind of the agency, as [`Agency::class`].
    pub class: String,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A meeting held, reported or mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Fullest form in the text.
    pub name: String,
    /// First day: `2018-05-29`, `--05-29` without a year, or nothing.
    pub date: Option<String>,
    /// Where it was held, as the text says.
    pub place: Option<String>,
    /// GB/T 2260 code of the jurisdiction that held it, where one is known.
    pub jurisdiction: Option<String>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A part taken in the main meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Name of a person or an agency of the record.
    pub who: String,
    /// `attend`, `chair`, `speak`, `convey` or `report`.
    pub role: String,
    /// 1 for the first participant that the article prints, 2 for the next ….
    pub order: usize,
    /// In what capacity: the posts, of those in [`Record::posts`], that are printed with the
    /// name where it has this role; where none is, with the naming before it, else the first.
    #[serde(default)]
    pub capacity: Vec<Capacity>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A post in which somebody takes part, by what [`Post`] calls it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// [`Post::agency`].
    pub agency: String,
    /// [`Post::title`].
    pub title: String,
}

/// A document and what the main meeting did with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// As written, without 《》.
    pub title: String,
    /// `law`, `regulation`, `rule`, `plan`, `notice`, `opinion`, `report`, `letter` or `other`.
    pub kind: String,
    /// `convey`, `review`, `cite`, `submit` or `issue`.
    pub relation: String,
    /// Names of agencies of the record that issued it, in the order of the text.
    #[serde(default)]
    pub issuers: Vec<String>,
    /// Its number (发文字号), the year in 〔〕 however the text brackets it: `国发〔2018〕22号`.
    #[serde(default)]
    pub number: Option<String>,
    /// The law, regulation or rule that it is, where data/statutes.tsv has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<Statute>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What the table of statutes says of a document that is one, as of the main meeting's day
/// (of the day of publication where the meeting has none).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statute {
    /// Its title as the table has it: `环境保护法` for 《环保法》.
    pub title: String,
    /// `in force`, `not yet in force`, `repealed`, or `unknown`, for which a note gives the reason.
    pub force: String,
    /// The day that names the dated text in force on that day, as in the reference graph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A requirement that a speaker or the meeting laid down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directive {
    /// Name of the person or agency that spoke, or `会议`.
    pub by: String,
    /// The whole requirement as written, without its number and the 要 that opens it.
    pub text: String,
    /// 1 for the article's first directive, 2 for the next ….
    pub order: usize,
    /// `duty`, `prohibition`, `permission` or `exhortation`.
    pub modality: String,
    /// Whom it addresses, as written (各县(市)区电业局); nothing where it addresses all.
    pub audience: Option<String>,
    /// Full names of agencies of the record that it addresses.
    pub addressees: Vec<String>,
    /// By when it is to be met, in the order of the text.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// What it is about, where its utterance or its sentence says so first: 关于清洁取暖工作.
    #[serde(default)]
    pub topic: Option<String>,
    /// Titles of documents of the record that it tells to carry out or to go by.
    #[serde(default)]
    pub implements: Vec<String>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A time by which, or within which, something is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// As written: `10月底前`, `春节前`, `3个工作日内`.
    pub text: String,
    /// First day, ISO 8601, of what has one: `2018-07-01` of 下半年.
    pub start: Option<String>,
    /// Last day; `--10-31` where no year is known; nothing where no calendar tells it.
    pub end: Option<String>,
}

/// A figure that the text gives for an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is measured, as written: `PM2.5平均浓度`, `新增就业`.
    pub indicator: String,
    /// Number and unit as written, or the change where only that is said: `3.2亿元`, `同比增长8.5%`.
    pub text: String,
    /// The number as a decimal, with 万 and 亿 multiplied out: `320000000`; nothing where only a
    /// change is said.
    pub value: Option<String>,
    /// The unit of the value: `元`, `%`, `微克/立方米`.
    pub unit: Option<String>,
    /// `at least` (以上, 超过), `at most` (以内, 不足) or `about` (左右, 约).
    pub bound: Option<String>,
    /// `target` (力争, 确保, 目标) or `achieved` (已, 累计, 同比); nothing where the text does not tell.
    pub status: Option<String>,
    /// The change against another time.
    pub comparison: Option<Comparison>,
    /// GB/T 2260 code of what it is said of: the place named before the indicator, else the
    /// article's; nothing where the sentence is about another country.
    pub jurisdiction: Option<String>,
    /// Where and by which rule.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A change of an indicator against another time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Against what, as written: `同比`, `环比`, `较上年`; nothing where it is not said.
    pub basis: Option<String>,
    /// By how much, a decimal, below zero where it fell: `-17.9`.
    pub value: String,
    /// `%`, `个百分点`, or a unit.
    pub unit: String,
    /// As [`Quantity::bound`].
    pub bound: Option<String>,
}
