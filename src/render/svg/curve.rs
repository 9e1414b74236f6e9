//! The picture: a curve that rises with every sign-on.

use std::collections::BTreeMap;

use crate::clock::{Date, days_between};
use crate::render::svg::axes::{self, count};
use crate::render::svg::words::{day, day_and_year, number, period, signatories};

/// What the curve shows.
#[derive(Clone, Copy, Debug)]
pub struct SignOns<'a> {
    /// How many signed on each day.
    pub days: &'a BTreeMap<Date, usize>,
    /// How many signed on no known day; the curve begins with them.
    pub undated: usize,
    /// The last day to sign on.
    pub deadline: Option<Date>,
}

/// The picture's size and margins, in its own units.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
/// The height of a picture that has words alone.
const EMPTY_HEIGHT: f64 = 112.0;
const MARGIN: f64 = 36.0;
/// The highest count stands here, with room above for its number and the deadline's.
const TOP: f64 = 132.0;
const BOTTOM: f64 = 348.0;
/// A digit of the axis with what stands round it.
const DIGIT: f64 = 8.0;

/// Colors as attributes, for programs that know no style sheets, and for dark surroundings in a
/// style sheet. The ground is painted, so that the picture can be read on any page.
const STYLE: &str = "\
<style>
.sign-ons text { font-variant-numeric: lining-nums tabular-nums; }
@media (prefers-color-scheme: dark) {
  .sign-ons .ground { fill: #17181a; }
  .sign-ons .ink { fill: #e4e1da; }
  .sign-ons .quiet { fill: #a5a199; }
  .sign-ons .rule { stroke: #3a3935; }
  .sign-ons .line { stroke: #4fc3b5; }
  .sign-ons .area { fill: #4fc3b5; }
  .sign-ons .end { fill: #4fc3b5; stroke: #17181a; }
  .sign-ons .deadline { stroke: #a5a199; }
}
</style>
";

/// How many had signed by the end of each day, as an SVG picture (SVG 2) with no script and no
/// font of its own, described in words for those who do not see it.
///
/// It tells numbers and days alone. It ends with the last sign-on, or the deadline where that is
/// later, so that the same list gives the same bytes on any day.
pub fn sign_ons(sign_ons: SignOns<'_>) -> String {
    let total = sign_ons.undated + sign_ons.days.values().sum::<usize>();
    let title = signatories(total);
    let height = if sign_ons.days.is_empty() { EMPTY_HEIGHT } else { HEIGHT };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sign-ons\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         aria-labelledby=\"sign-ons-title sign-ons-desc\" lang=\"en\" \
         font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, \
         sans-serif\" font-size=\"13\">\n<title id=\"sign-ons-title\">{title}</title>\n\
         <desc id=\"sign-ons-desc\">{}</desc>\n{STYLE}\
         <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" fill=\"#fffefc\"/>\n\
         <text class=\"ink\" x=\"{MARGIN}\" y=\"52\" font-size=\"26\" font-weight=\"700\" \
         fill=\"#1b1a18\">{title}</text>\n",
        description(sign_ons, total),
    );
    svg.push_str(&quiet(MARGIN, 76.0, "start", &subtitle(sign_ons), 15));
    if let Some(plot) = Plot::of(sign_ons, total) {
        svg.push_str(&plot.draw());
    }
    if sign_ons.undated > 0 && !sign_ons.days.is_empty() {
        let note = format!("{} without a date counted from the start", number(sign_ons.undated));
        svg.push_str(&quiet(WIDTH - MARGIN, HEIGHT - 16.0, "end", &note, 12));
    }
    svg.push_str("</svg>\n");
    svg
}

fn subtitle(sign_ons: SignOns<'_>) -> String {
    let days = sign_ons.days;
    match (days.first_key_value(), days.last_key_value()) {
        (Some((first, _)), Some((last, _))) => format!("Sign-ons {}", period(*first, *last)),
        _ => "No sign-on has a date yet".to_owned(),
    }
}

/// What the picture shows, in sentences.
fn description(sign_ons: SignOns<'_>, total: usize) -> String {
    let mut sentences = vec![format!("{}.", subtitle(sign_ons))];
    // Of days with the same number, the first.
    let most = sign_ons.days.iter().rev().max_by_key(|(_, count)| **count);
    if let Some((date, count)) = most.filter(|_| sign_ons.days.len() > 1) {
        let date = day_and_year(*date);
        sentences.push(format!("The most on one day were {}, on {date}.", number(*count)));
    }
    if sign_ons.undated > 0 && !sign_ons.days.is_empty() {
        let undated = number(sign_ons.undated);
        sentences.push(format!("Without a date: {undated} of {}.", number(total)));
    }
    if let Some(deadline) = sign_ons.deadline {
        sentences.push(format!("The deadline is {}.", day_and_year(deadline)));
    }
    sentences.join(" ")
}

fn quiet(x: f64, y: f64, anchor: &str, text: &str, size: u32) -> String {
    format!(
        "<text class=\"quiet\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" \
         font-size=\"{size}\" fill=\"#5c5953\">{text}</text>\n"
    )
}

/// Where things stand within the axes.
struct Plot<'a> {
    sign_ons: SignOns<'a>,
    first: Date,
    last: Date,
    total: usize,
    counts: Vec<usize>,
    left: f64,
}

impl<'a> Plot<'a> {
    /// None, where there is no day to show.
    fn of(sign_ons: SignOns<'a>, total: usize) -> Option<Self> {
        let (first, last) = (sign_ons.days.keys().next()?, sign_ons.days.keys().next_back()?);
        let counts = axes::counts(total);
        let widest = counts.last().map_or(0, |count| number(*count).len());
        let left = MARGIN + DIGIT * f64::from(u32::try_from(widest).unwrap_or_default()) + 8.0;
        let last = sign_ons.deadline.map_or(*last, |deadline| deadline.max(*last));
        Some(Self { sign_ons, first: *first, last, total, counts, left })
    }

    /// The place of a time, in days from the morning of the first.
    fn x(&self, days: f64) -> f64 {
        let span = count(days_between(self.first, self.last) + 1);
        self.left + (WIDTH - MARGIN - self.left) * days / span
    }

    /// The place of the end of a day.
    fn end_of(&self, date: Date) -> f64 {
        self.x(count(days_between(self.first, date) + 1))
    }

    fn y(&self, number: usize) -> f64 {
        let most = self.counts.last().copied().unwrap_or(1);
        let share = |number| count(i64::try_from(number).unwrap_or(i64::MAX));
        BOTTOM - (BOTTOM - TOP) * share(number) / share(most)
    }

    fn draw(&self) -> String {
        [self.axes(), self.curve(), self.deadline(), self.end()].concat()
    }

    fn axes(&self) -> String {
        let (left, right) = (self.left, WIDTH - MARGIN);
        let line = |count: &usize| {
            let y = self.y(*count);
            let rule = format!(
                "<path class=\"rule\" d=\"M{left:.1} {y:.1}H{right:.1}\" fill=\"none\" \
                 stroke=\"#ddd8ce\"/>\n"
            );
            rule + &quiet(left - 8.0, y + 4.5, "end", &number(*count), 13)
        };
        let days = axes::days(self.first, self.last);
        let day =
            days.iter().map(|day| quiet(self.x(day.at), BOTTOM + 24.0, "middle", &day.text, 13));
        self.counts.iter().map(line).chain(day).collect()
    }

    fn curve(&self) -> String {
        let (path, left) = (self.path(), self.left);
        format!(
            "<path class=\"area\" d=\"{path}V{BOTTOM:.1}H{left:.1}Z\" fill=\"#0b6e69\" \
             fill-opacity=\".14\"/>\n\
             <path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"#0b6e69\" \
             stroke-width=\"3\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n"
        )
    }

    /// Up within each day on which somebody signed, level in between.
    fn path(&self) -> String {
        let mut reached = self.sign_ons.undated;
        let mut path = vec![format!("M{:.1} {:.1}", self.left, self.y(reached))];
        let mut day_before = self.first.yesterday().ok();
        for (date, signed) in self.sign_ons.days {
            if day_before != date.yesterday().ok() {
                let morning = self.x(count(days_between(self.first, *date)));
                path.push(format!("H{morning:.1}"));
            }
            reached += signed;
            path.push(format!("L{:.1} {:.1}", self.end_of(*date), self.y(reached)));
            day_before = Some(*date);
        }
        path.concat()
    }

    /// The end of the deadline's day; none, where it was over before the first sign-on.
    fn deadline(&self) -> String {
        let Some(deadline) = self.sign_ons.deadline.filter(|day| *day >= self.first) else {
            return String::new();
        };
        let x = self.end_of(deadline);
        let top = TOP - 26.0;
        let line = format!(
            "<path class=\"deadline\" d=\"M{x:.1} {top:.1}V{BOTTOM:.1}\" fill=\"none\" \
             stroke=\"#5c5953\" stroke-width=\"1.5\" stroke-dasharray=\"5 4\"/>\n"
        );
        let anchor = if x > WIDTH / 2.0 { "end" } else { "start" };
        line + &quiet(x, top - 8.0, anchor, &format!("Deadline {}", day(deadline)), 13)
    }

    /// The last point of the curve, and its number: over the curve, or beside a short one, where
    /// the axis leaves no room.
    fn end(&self) -> String {
        let x = self.sign_ons.days.keys().next_back().map_or(self.left, |last| self.end_of(*last));
        let y = self.y(self.total);
        let is_short = x < self.left + 60.0;
        let (beside, anchor) = if is_short { (8.0, "start") } else { (-8.0, "end") };
        format!(
            "<circle class=\"end\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"#0b6e69\" \
             stroke=\"#fffefc\" stroke-width=\"2\"/>\n\
             <text class=\"ink\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"18\" \
             font-weight=\"700\" fill=\"#1b1a18\">{}</text>\n",
            x + beside,
            y - 12.0,
            number(self.total),
        )
    }
}
