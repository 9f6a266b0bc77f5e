//! Which way does a line take from one shape to another?

use super::layout::{RADIUS, SOURCE_HEIGHT, SOURCE_WIDTH};

/// Length of an arrow's head.
const HEAD: f32 = 8.0;

/// Height of the label under a circle.
const LABEL: i32 = 24;

/// A cubic Bézier curve: start, two controls, end.
pub(super) struct Curve([(f32, f32); 4]);

/// A shape that lines touch.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Centre of an article's circle.
    Circle(i32, i32),
    /// Top left corner of a source's box.
    Box(i32, i32),
}

impl Shape {
    fn middle(self) -> (i32, i32) {
        match self {
            Self::Circle(x, y) => (x, y),
            Self::Box(x, y) => (x + SOURCE_WIDTH / 2, y + SOURCE_HEIGHT / 2),
        }
    }

    /// Half of its width, half of its height.
    fn half(self) -> (i32, i32) {
        match self {
            Self::Circle(..) => (RADIUS, RADIUS),
            Self::Box(..) => (SOURCE_WIDTH / 2, SOURCE_HEIGHT / 2),
        }
    }
}

impl Curve {
    /// To the right where there is room, over the lane where both stand in it, else up or down.
    pub(super) fn between(from: Shape, to: Shape) -> Self {
        let ((x1, y1), (x2, y2)) = (from.middle(), to.middle());
        let ((w1, h1), (w2, h2)) = (from.half(), to.half());
        let room = (x2 - w2) - (x1 + w1);
        let in_lane = matches!((from, to), (Shape::Circle(..), Shape::Circle(..))) && y1 == y2;
        let points = if in_lane && room > 0 {
            let lift = (10 + room / 8).min(26);
            [(x1 + w1 / 2, y1 - h1), (x1 + w1, y1 - h1 - lift), (x2 - w2, y2 - h2 - lift), (x2 - w2 / 2, y2 - h2)]
        } else if room > 8 {
            let bend = (room / 2).clamp(8, 120);
            [(x1 + w1, y1), (x1 + w1 + bend, y1), (x2 - w2 - bend, y2), (x2 - w2, y2)]
        } else {
            let side = if y2 >= y1 { 1 } else { -1 };
            let bend = side * ((y2 - y1).abs() / 2).max(20);
            [(x1, y1 + side * h1), (x1, y1 + side * h1 + bend), (x2, y2 - side * h2 - bend), (x2, y2 - side * h2)]
        };
        Self(points.map(|(x, y)| (x as f32, y as f32)))
    }

    /// Under a row and its labels, back to the left.
    pub(super) fn back(from: (i32, i32), to: (i32, i32), depth: i32) -> Self {
        let below = |(x, y): (i32, i32), by: i32| (x as f32, (y + by) as f32);
        let [near, far] = [RADIUS + LABEL, RADIUS + LABEL + depth];
        Self([below(from, near), below(from, far), below(to, far), below(to, near)])
    }

    /// The `d` of a path; with a head, the line stops where the head begins.
    pub(super) fn path(&self, with_head: bool) -> String {
        let [a, b, c, end] = self.0;
        let (dx, dy) = self.tangent();
        let short = if with_head { HEAD - 1.0 } else { 0.0 };
        let end = (end.0 - dx * short, end.1 - dy * short);
        format!("M{} C{} {} {}", point(a), point(b), point(c), point(end))
    }

    /// The `points` of the arrow's head.
    pub(super) fn head(&self) -> String {
        let end = self.0[3];
        let (dx, dy) = self.tangent();
        let foot = (end.0 - dx * HEAD, end.1 - dy * HEAD);
        let (left, right) = ((foot.0 - dy * 4.5, foot.1 + dx * 4.5), (foot.0 + dy * 4.5, foot.1 - dx * 4.5));
        format!("{} {} {}", point(end), point(left), point(right))
    }

    /// Two strokes across the middle: the mark of a denial.
    pub(super) fn cross(&self) -> String {
        // A cubic curve at its half: its points weigh 1, 3, 3 and 1.
        let weights = [1.0_f32, 3.0, 3.0, 1.0];
        let middle = |of: fn(&(f32, f32)) -> f32| self.0.iter().zip(weights).map(|(p, w)| of(p) * w).sum::<f32>() / 8.0;
        let (x, y) = (middle(|p| p.0), middle(|p| p.1));
        let corner = |dx: f32, dy: f32| point((x + dx, y + dy));
        format!("M{} L{} M{} L{}", corner(-5.0, -5.0), corner(5.0, 5.0), corner(-5.0, 5.0), corner(5.0, -5.0))
    }

    /// Direction in which the curve arrives, of length 1.
    fn tangent(&self) -> (f32, f32) {
        let [_, _, control, end] = self.0;
        let (dx, dy) = (end.0 - control.0, end.1 - control.1);
        let length = dx.hypot(dy).max(0.001);
        (dx / length, dy / length)
    }
}

/// One decimal is finer than a pixel, and equal on every machine.
fn point((x, y): (f32, f32)) -> String {
    format!("{x:.1},{y:.1}")
}
