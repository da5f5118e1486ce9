// Convolution of one signal with a stereo response, by overlap-save.
//
// The pair of responses is one complex signal, left + i right: convolved with a
// real signal it gives both outputs at once. A transform of 65536 points is two
// passes over lines of 256: down the columns, a twist, along the rows. Spectra
// stay in the order that leaves them in, the responses' likewise, so nothing is
// ever put back in order.

const LINE: u32 = 256u;
const SIZE: u32 = 65536u;
const HALF: u32 = 32768u;

struct Params {
    // frame of the source where the first block begins; may be negative
    start: i32,
    // frames from one block's beginning to the next one's
    hop: u32,
    // frames each block takes from the source, the rest being silence
    taken: u32,
    // floats a frame: 1 real, 2 complex
    channels: u32,
    // frames of the source
    length: u32,
    // partitions of the response
    partitions: u32,
    // 1 forward, -1 back
    direction: f32,
    unused: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> source: array<f32>;
// SIZE-th roots of one, forward
@group(0) @binding(2) var<storage, read> roots: array<vec2f>;
@group(0) @binding(3) var<storage, read_write> blocks: array<vec2f>;
@group(0) @binding(4) var<storage, read> response: array<vec2f>;
@group(0) @binding(5) var<storage, read_write> result: array<vec2f>;

// eight lines at a time, element by element
var<workgroup> lines: array<vec2f, 2048>;

fn times(a: vec2f, b: vec2f) -> vec2f {
    return vec2f(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);
}

fn root(index: u32) -> vec2f {
    let w = roots[index];
    return vec2f(w.x, w.y * params.direction);
}

// -i times z forward, i times z back
fn quarter(z: vec2f) -> vec2f {
    return vec2f(z.y, -z.x) * params.direction;
}

// One radix-4 step of line `line`, butterfly `j`, after steps of `done` points.
fn gather(line: u32, j: u32, done: u32) -> array<vec2f, 4> {
    let turn = (j % done) * (SIZE / (4u * done));
    let a = lines[j * 8u + line];
    let b = times(lines[(j + 64u) * 8u + line], root(turn));
    let c = times(lines[(j + 128u) * 8u + line], root(2u * turn));
    let d = times(lines[(j + 192u) * 8u + line], root(3u * turn));
    let even = a + c;
    let odd = b + d;
    let left = a - c;
    let right = quarter(b - d);
    return array<vec2f, 4>(even + odd, left + right, even - odd, left - right);
}

fn scatter(line: u32, j: u32, done: u32, values: array<vec2f, 4>) {
    let at = (j / done) * 4u * done + j % done;
    lines[at * 8u + line] = values[0];
    lines[(at + done) * 8u + line] = values[1];
    lines[(at + 2u * done) * 8u + line] = values[2];
    lines[(at + 3u * done) * 8u + line] = values[3];
}

// Transforms the eight lines in `lines`, in place; every invocation calls it.
fn transform(id: u32) {
    let line = id % 8u;
    let j = id / 8u;
    workgroupBarrier();
    for (var done = 1u; done < LINE; done *= 4u) {
        let first = gather(line, j, done);
        let second = gather(line, j + 32u, done);
        workgroupBarrier();
        scatter(line, j, done, first);
        scatter(line, j + 32u, done, second);
        workgroupBarrier();
    }
}

fn heard(block: u32, at: u32) -> vec2f {
    let frame = params.start + i32(block * params.hop + at);
    if at >= params.taken || frame < 0 || u32(frame) >= params.length {
        return vec2f(0.0, 0.0);
    }
    if params.channels == 1u {
        return vec2f(source[frame], 0.0);
    }
    return vec2f(source[2 * frame], source[2 * frame + 1]);
}

// Workgroups: 32 for each block, eight columns each.
@compute @workgroup_size(256)
fn columns_forward(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                   @builtin(local_invocation_index) id: u32) {
    let index = group.x + group.y * groups.x;
    let block = index / 32u;
    let first = (index % 32u) * 8u;
    for (var k = id; k < 2048u; k += 256u) {
        lines[k] = heard(block, (k / 8u) * LINE + first + k % 8u);
    }
    transform(id);
    for (var k = id; k < 2048u; k += 256u) {
        let row = k / 8u;
        let column = first + k % 8u;
        blocks[block * SIZE + row * LINE + column] = times(lines[k], root(row * column));
    }
}

@compute @workgroup_size(256)
fn rows_forward(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                @builtin(local_invocation_index) id: u32) {
    let base = (group.x + group.y * groups.x) * 2048u;
    for (var k = id; k < 2048u; k += 256u) {
        lines[(k % LINE) * 8u + k / LINE] = blocks[base + k];
    }
    transform(id);
    for (var k = id; k < 2048u; k += 256u) {
        blocks[base + k] = lines[(k % LINE) * 8u + k / LINE];
    }
}

// The sum over partitions, each with the block as far back as it lies, then rows back.
@compute @workgroup_size(256)
fn multiply_rows_back(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                      @builtin(local_invocation_index) id: u32) {
    let index = group.x + group.y * groups.x;
    let block = index / 32u;
    let first = (index % 32u) * 2048u;
    for (var k = id; k < 2048u; k += 256u) {
        var sum = vec2f(0.0, 0.0);
        for (var p = 0u; p < params.partitions; p++) {
            let earlier = block + params.partitions - 1u - p;
            sum += times(blocks[earlier * SIZE + first + k], response[p * SIZE + first + k]);
        }
        lines[(k % LINE) * 8u + k / LINE] = sum;
    }
    transform(id);
    for (var k = id; k < 2048u; k += 256u) {
        let row = (first + k) / LINE;
        let turned = times(lines[(k % LINE) * 8u + k / LINE], root(row * (k % LINE)));
        result[block * SIZE + first + k] = turned;
    }
}

// Columns back; the second half of each block is output, and moves to the front of it.
@compute @workgroup_size(256)
fn columns_back(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
                @builtin(local_invocation_index) id: u32) {
    let index = group.x + group.y * groups.x;
    let block = index / 32u;
    let first = (index % 32u) * 8u;
    for (var k = id; k < 2048u; k += 256u) {
        lines[k] = result[block * SIZE + (k / 8u) * LINE + first + k % 8u];
    }
    transform(id);
    for (var k = id; k < 2048u; k += 256u) {
        let at = (k / 8u) * LINE + first + k % 8u;
        if at >= HALF {
            blocks[block * HALF + at - HALF] = lines[k];
        }
    }
}
