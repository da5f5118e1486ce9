// The three passes over a part's voices; what a voice is stands in voices.wgsl.

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
        begin(block.span, frame, vec2f(0.0));
        // what the states (1, 0) and (0, 1) before the block become
        var one = vec2f(1.0, 0.0);
        var other = vec2f(0.0, 1.0);
        for (var f = max(frame, span.frame); f < frame + TILE && !is_over; f++) {
            if (span.flags & FILTERED) != 0u {
                if now == 0u && (span.flags & FRESH) != 0u {
                    one = vec2f(0.0);
                    other = vec2f(0.0);
                }
                heard();
                one = stepped(one, 0.0);
                other = stepped(other, 0.0);
            }
            advance();
        }
        carries[block.slot].matrix = vec4f(one.x, other.x, one.y, other.y);
        carries[block.slot].offset = state;
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
    var next = vec2f(0.0);
    for (var k = voice.x; k < voice.x + voice.y; k++) {
        carries[k].state = next;
        let m = carries[k].matrix;
        next = vec2f(dot(m.xy, next), dot(m.zw, next)) + carries[k].offset;
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
        is_over = true;
        var begins = 0u;
        if first + lane < tiles[tile + 1u] {
            let block = blocks[first + lane];
            var before = vec2f(0.0);
            if block.slot != 0xFFFFFFFFu {
                before = carries[block.slot].state;
            }
            begin(block.span, frame, before);
            begins = span.frame;
        }
        for (var chunk = 0u; chunk < TILE; chunk += CHUNK) {
            for (var f = 0u; f < CHUNK; f++) {
                var value = vec4f(0.0);
                if !is_over && frame + chunk + f >= begins {
                    let t = f32(now);
                    let level = span.level * exp2(span.octaves * t) + span.slope * t;
                    value = (span.gains + span.slopes * t) * (heard() * level);
                    advance();
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
