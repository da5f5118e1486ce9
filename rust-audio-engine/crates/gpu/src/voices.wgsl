// Voices: interpolation, filter, envelope, pan and sends, summed into buses.
//
// Time is cut into tiles of TILE frames (the host sets it); a block is one voice
// within one tile. A voice's program is a list of spans within which nothing but
// the envelope's curve moves. The filter's recursion is linear, so `respond`
// computes from silence how each block takes the filter's state, its last output
// and that one's rise over the one before, from its beginning to its end, `carry` chains those along each voice, and `sound`
// runs every block with the state that really came before. Each tile is summed
// by one workgroup in the order its blocks stand in: no atomics, the same bits
// every time.

const LANES: u32 = 32u;
// frames computed before the lanes' sums are taken
const CHUNK: u32 = 16u;

const LOOPS: u32 = 1u;
const FILTERED: u32 = 2u;
// the filter begins with this span, nothing before it
const FRESH: u32 = 4u;
const FLOATS: u32 = 8u;
const LAST: u32 = 16u;

struct Params {
    // the first tile of the part's list that is computed, and how many are
    first: u32,
    count: u32,
    // tile of the song that the list begins with, and that the window begins with
    origin: u32,
    window: u32,
    // frames of one bus in the window
    stride: u32,
    // where the eight-point table begins in `points`; none is four-point
    table: u32,
    has_sends: u32,
    unused: u32,
}

struct Span {
    frame: u32,
    frames: u32,
    flags: u32,
    // point 0 of the sample, in points or floats of `points`; wraps around
    base: u32,
    end: u32,
    loop_start: u32,
    loop_end: u32,
    unused: u32,
    // low word, high word
    position: vec2u,
    step: vec2u,
    level: f32,
    octaves: f32,
    slope: f32,
    b: f32,
    stiffness: f32,
    damping: f32,
    padding: vec2f,
    gains: vec4f,
    slopes: vec4f,
}

struct Block {
    span: u32,
    slot: u32,
}

struct Carry {
    // new state = matrix * state + offset
    matrix: vec4f,
    offset: vec2f,
    // the state at the block's beginning
    state: vec2f,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> points: array<u32>;
@group(0) @binding(2) var<storage, read> spans: array<Span>;
@group(0) @binding(3) var<storage, read> tiles: array<u32>;
@group(0) @binding(4) var<storage, read> blocks: array<Block>;
@group(0) @binding(5) var<storage, read_write> carries: array<Carry>;
// first block and number of blocks of each filtered voice
@group(0) @binding(6) var<storage, read> voices: array<vec2u>;
// left, then right; reverb, then chorus
@group(0) @binding(7) var<storage, read_write> front: array<f32>;
@group(0) @binding(8) var<storage, read_write> sends: array<f32>;

var<workgroup> sums: array<vec4f, 512>;

// low and high words of position + step * count; count is below 65536
fn advanced(position: vec2u, step: vec2u, count: u32) -> vec2u {
    let low = (step.x & 0xFFFFu) * count;
    let middle = (step.x >> 16u) * count;
    let product = low + (middle << 16u);
    let carry = u32(product < low);
    let sum = position.x + product;
    let over = u32(sum < product);
    return vec2u(sum, position.y + step.y * count + (middle >> 16u) + carry + over);
}

// The voice that an invocation is at work on.
var<private> span: Span;
// its span's index, and the point from which that one loops or is silent
var<private> current: u32;
var<private> limit: u32;
// frame within the span, place in the sample
var<private> now: u32;
var<private> position: vec2u;
// the filter's last two inputs, its last output and that one's rise
var<private> inputs: vec2f;
var<private> state: vec2f;
var<private> is_over: bool;

fn load(s: u32) {
    span = spans[s];
    current = s;
    limit = select(span.end, span.loop_end, (span.flags & LOOPS) != 0u);
}

// The point at `index` of the buffer.
fn stored(index: u32) -> f32 {
    if (span.flags & FLOATS) != 0u {
        return bitcast<f32>(points[index]);
    }
    let word = points[index >> 1u];
    return f32(select(i32(word << 16u), i32(word), (index & 1u) == 1u) >> 16u);
}

// The point heard at `place`: the loop unrolled, silence outside the sample.
fn point(place: u32) -> f32 {
    if i32(place) < 0 {
        return 0.0;
    }
    var at = place;
    if at >= limit {
        if (span.flags & LOOPS) == 0u {
            return 0.0;
        }
        at = span.loop_start + (at - span.loop_start) % (span.loop_end - span.loop_start);
    }
    return stored(span.base + at);
}

fn four(a: f32, b: f32, c: f32, d: f32, t: f32) -> f32 {
    let c1 = 0.5 * (c - a);
    let c2 = a - 2.5 * b + 2.0 * c - 0.5 * d;
    let c3 = 0.5 * (d - a) + 1.5 * (b - c);
    return ((c3 * t + c2) * t + c1) * t + b;
}

fn interpolated(place: vec2u) -> f32 {
    let at = place.y;
    // all points lie in a row, as they do nearly always
    let is_inside = at >= 3u && at + 4u < limit;
    let index = span.base + at;
    if params.table == 0xFFFFFFFFu {
        let t = f32(place.x >> 8u) * (1.0 / 16777216.0);
        if is_inside {
            return four(stored(index - 1u), stored(index), stored(index + 1u),
                        stored(index + 2u), t);
        }
        return four(point(at - 1u), point(at), point(at + 1u), point(at + 2u), t);
    }
    // rows of eight taps, then the rise of each to the next of 512 phases
    let row = params.table + (place.x >> 23u) * 16u;
    let t = f32(place.x & 0x7FFFFFu) * (1.0 / 8388608.0);
    var sum = 0.0;
    for (var k = 0u; k < 8u; k++) {
        let tap = bitcast<f32>(points[row + k]) + bitcast<f32>(points[row + 8u + k]) * t;
        if is_inside {
            sum += tap * stored(index + k - 3u);
        } else {
            sum += tap * point(at + k - 3u);
        }
    }
    return sum;
}

// The filter's input `back` frames before this one: silence before the filter.
fn earlier(back: u32) -> f32 {
    let home = current;
    var frame = i32(now) - i32(back);
    while frame < 0 {
        if (span.flags & FRESH) != 0u {
            load(home);
            return 0.0;
        }
        load(current - 1u);
        frame += i32(span.frames);
    }
    let value = interpolated(advanced(span.position, span.step, u32(frame)));
    load(home);
    return value;
}

// Takes up a voice at its first frame from `frame` on, with this state of its filter.
fn begin(s: u32, frame: u32, before: vec2f) {
    load(s);
    now = max(frame, span.frame) - span.frame;
    position = advanced(span.position, span.step, now);
    inputs = vec2f(0.0);
    state = before;
    is_over = false;
    if (span.flags & FILTERED) != 0u {
        inputs = vec2f(earlier(1u), earlier(2u));
    }
}

// The filter's state a frame later. In terms of the last two outputs its coefficients
// would differ from whole numbers by what single precision cannot hold at low cutoffs.
fn stepped(before: vec2f, input: f32) -> vec2f {
    let rise = before.y + (input - span.damping * before.y - span.stiffness * before.x);
    return vec2f(before.x + rise, rise);
}

// The voice at its present place, filtered.
fn heard() -> f32 {
    let x = interpolated(position);
    if (span.flags & FILTERED) == 0u {
        return x;
    }
    if now == 0u && (span.flags & FRESH) != 0u {
        inputs = vec2f(0.0);
        state = vec2f(0.0);
    }
    let input = span.b * (x + 2.0 * inputs.x + inputs.y);
    inputs = vec2f(x, inputs.x);
    state = stepped(state, input);
    return state.x;
}

// One frame on, into the next span where this one ends.
fn advance() {
    now += 1u;
    if now < span.frames {
        let low = position.x + span.step.x;
        position = vec2u(low, position.y + span.step.y + u32(low < position.x));
        return;
    }
    if (span.flags & LAST) != 0u {
        is_over = true;
        return;
    }
    load(current + 1u);
    now = 0u;
    position = span.position;
}
