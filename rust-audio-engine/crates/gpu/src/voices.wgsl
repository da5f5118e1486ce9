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

// The point heard at `place`: the loop unrolled, silence outside the sample.
fn point(s: u32, place: u32) -> f32 {
    if i32(place) < 0 {
        return 0.0;
    }
    let flags = spans[s].flags;
    var at = place;
    let loop_start = spans[s].loop_start;
    let loop_end = spans[s].loop_end;
    if (flags & LOOPS) != 0u && at >= loop_end {
        at = loop_start + (at - loop_start) % (loop_end - loop_start);
    }
    if at >= spans[s].end {
        return 0.0;
    }
    let index = spans[s].base + at;
    if (flags & FLOATS) != 0u {
        return bitcast<f32>(points[index]);
    }
    let word = points[index >> 1u];
    return f32(select(i32(word << 16u), i32(word), (index & 1u) == 1u) >> 16u);
}

fn interpolated(s: u32, position: vec2u) -> f32 {
    let at = position.y;
    if params.table == 0xFFFFFFFFu {
        let t = f32(position.x >> 8u) * (1.0 / 16777216.0);
        let a = point(s, at - 1u);
        let b = point(s, at);
        let c = point(s, at + 1u);
        let d = point(s, at + 2u);
        let c1 = 0.5 * (c - a);
        let c2 = a - 2.5 * b + 2.0 * c - 0.5 * d;
        let c3 = 0.5 * (d - a) + 1.5 * (b - c);
        return ((c3 * t + c2) * t + c1) * t + b;
    }
    // rows of eight taps, then the rise of each to the next of 512 phases
    let row = params.table + (position.x >> 23u) * 16u;
    let t = f32(position.x & 0x7FFFFFu) * (1.0 / 8388608.0);
    var sum = 0.0;
    for (var k = 0u; k < 8u; k++) {
        let tap = bitcast<f32>(points[row + k]) + bitcast<f32>(points[row + 8u + k]) * t;
        sum += tap * point(s, at + k - 3u);
    }
    return sum;
}

// The filter's input `back` frames before frame `at` of span `s`: silence before the filter.
fn earlier(s: u32, at: u32, back: u32) -> f32 {
    var span = s;
    var frame = i32(at) - i32(back);
    while frame < 0 {
        if (spans[span].flags & FRESH) != 0u {
            return 0.0;
        }
        span -= 1u;
        frame += i32(spans[span].frames);
    }
    return interpolated(span, advanced(spans[span].position, spans[span].step, u32(frame)));
}

// One voice on its way through a tile.
struct Walk {
    span: u32,
    // frame within the span
    at: u32,
    position: vec2u,
    // the filter's last two inputs, its last output and that one's rise
    inputs: vec2f,
    state: vec2f,
    is_over: bool,
}

fn begin(block: Block, frame: u32, state: vec2f) -> Walk {
    let s = block.span;
    var walk = Walk(s, 0u, spans[s].position, vec2f(0.0), state, false);
    if frame > spans[s].frame {
        walk.at = frame - spans[s].frame;
        walk.position = advanced(walk.position, spans[s].step, walk.at);
    }
    if (spans[s].flags & FILTERED) != 0u {
        walk.inputs = vec2f(earlier(s, walk.at, 1u), earlier(s, walk.at, 2u));
    }
    return walk;
}

// The filter's state a frame later. In terms of the last two outputs its coefficients
// would differ from whole numbers by what single precision cannot hold at low cutoffs.
fn stepped(s: u32, state: vec2f, input: f32) -> vec2f {
    let rise = state.y + (input - spans[s].damping * state.y - spans[s].stiffness * state.x);
    return vec2f(state.x + rise, rise);
}

// The voice at its present place, filtered.
fn heard(walk: ptr<function, Walk>) -> f32 {
    let s = (*walk).span;
    let x = interpolated(s, (*walk).position);
    if (spans[s].flags & FILTERED) == 0u {
        return x;
    }
    if (*walk).at == 0u && (spans[s].flags & FRESH) != 0u {
        (*walk).inputs = vec2f(0.0);
        (*walk).state = vec2f(0.0);
    }
    let input = spans[s].b * (x + 2.0 * (*walk).inputs.x + (*walk).inputs.y);
    (*walk).inputs = vec2f(x, (*walk).inputs.x);
    (*walk).state = stepped(s, (*walk).state, input);
    return (*walk).state.x;
}

// One frame on, into the next span where this one ends.
fn advance(walk: ptr<function, Walk>) {
    let s = (*walk).span;
    (*walk).at += 1u;
    if (*walk).at < spans[s].frames {
        (*walk).position = advanced((*walk).position, spans[s].step, 1u);
        return;
    }
    if (spans[s].flags & LAST) != 0u {
        (*walk).is_over = true;
        return;
    }
    (*walk).span = s + 1u;
    (*walk).at = 0u;
    (*walk).position = spans[s + 1u].position;
}

// A workgroup a tile: how each filtered block takes the state across.
@compute @workgroup_size(32)
fn respond(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
           @builtin(local_invocation_index) lane: u32) {
    let tile = group.x + group.y * groups.x;
    if tile >= params.count {
        return;
    }
    let frame = (params.origin + tile) * TILE;
    for (var k = tiles[tile] + lane; k < tiles[tile + 1u]; k += LANES) {
        let block = blocks[k];
        if block.slot == 0xFFFFFFFFu {
            continue;
        }
        var walk = begin(block, frame, vec2f(0.0));
        // what the states (1, 0) and (0, 1) before the block become
        var one = vec2f(1.0, 0.0);
        var other = vec2f(0.0, 1.0);
        for (var f = max(frame, spans[block.span].frame); f < frame + TILE; f++) {
            if walk.is_over {
                break;
            }
            let s = walk.span;
            if (spans[s].flags & FRESH) != 0u && walk.at == 0u {
                one = vec2f(0.0);
                other = vec2f(0.0);
            }
            if (spans[s].flags & FILTERED) != 0u {
                heard(&walk);
                one = stepped(s, one, 0.0);
                other = stepped(s, other, 0.0);
            }
            advance(&walk);
        }
        carries[block.slot].matrix = vec4f(one.x, other.x, one.y, other.y);
        carries[block.slot].offset = walk.state;
    }
}

// An invocation a voice: the state at the beginning of each of its blocks.
@compute @workgroup_size(64)
fn carry(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
         @builtin(local_invocation_index) lane: u32) {
    let index = (group.x + group.y * groups.x) * 64u + lane;
    if index >= arrayLength(&voices) {
        return;
    }
    let voice = voices[index];
    var state = vec2f(0.0);
    for (var k = voice.x; k < voice.x + voice.y; k++) {
        carries[k].state = state;
        let m = carries[k].matrix;
        state = vec2f(dot(m.xy, state), dot(m.zw, state)) + carries[k].offset;
    }
}

// A workgroup a tile: sound into the buses.
@compute @workgroup_size(32)
fn sound(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
         @builtin(local_invocation_index) lane: u32) {
    let index = group.x + group.y * groups.x;
    if index >= params.count {
        return;
    }
    let tile = params.first + index;
    let frame = (params.origin + tile) * TILE;
    let place = (params.origin + tile - params.window) * TILE;
    for (var first = tiles[tile]; first < tiles[tile + 1u]; first += LANES) {
        let is_voice = first + lane < tiles[tile + 1u];
        var walk = Walk(0u, 0u, vec2u(0u), vec2f(0.0), vec2f(0.0), true);
        var begins = 0u;
        if is_voice {
            let block = blocks[first + lane];
            var state = vec2f(0.0);
            if block.slot != 0xFFFFFFFFu {
                state = carries[block.slot].state;
            }
            walk = begin(block, frame, state);
            begins = spans[block.span].frame;
        }
        for (var chunk = 0u; chunk < TILE; chunk += CHUNK) {
            for (var f = 0u; f < CHUNK; f++) {
                var value = vec4f(0.0);
                if !walk.is_over && frame + chunk + f >= begins {
                    let s = walk.span;
                    let t = f32(walk.at);
                    let level = spans[s].level * exp2(spans[s].octaves * t) + spans[s].slope * t;
                    value = (spans[s].gains + spans[s].slopes * t) * (heard(&walk) * level);
                    advance(&walk);
                }
                sums[f * LANES + lane] = value;
            }
            workgroupBarrier();
            add(lane, place + chunk);
            workgroupBarrier();
        }
    }
}

// Adds the chunk's lanes up: each invocation one bus of four frames' eighth.
fn add(lane: u32, place: u32) {
    let bus = lane % 4u;
    if bus >= 2u && params.has_sends == 0u {
        return;
    }
    for (var f = lane / 4u; f < CHUNK; f += LANES / 4u) {
        var sum = 0.0;
        for (var k = 0u; k < LANES; k++) {
            // each frame begins at another lane, so that no two reads share a bank
            sum += sums[f * LANES + (k + f) % LANES][bus];
        }
        let at = (bus % 2u) * params.stride + place + f;
        if bus < 2u {
            front[at] += sum;
        } else {
            sends[at] += sum;
        }
    }
}
