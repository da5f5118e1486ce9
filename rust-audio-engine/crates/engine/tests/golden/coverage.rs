//! Which test holds which part of SF2.04: every generator, every default modulator.

use gospel_engine::font::generator::TABLE;
use gospel_engine::font::modulator::default_modulators;

/// Generator number, and the test that would fail without it.
const GENERATORS: &[(u16, &str)] = &[
    (0, "start_offsets_skip_points"),
    (1, "end_offsets_shorten"),
    (2, "loop_offsets_move_the_loop"),
    (3, "loop_offsets_move_the_loop"),
    (4, "start_offsets_skip_points"),
    (5, "modulation_lfo_moves_the_pitch"),
    (6, "vibrato_lfo_waits_its_delay"),
    (7, "modulation_envelope_moves_the_pitch"),
    (8, "filter_is_3_db_down_at_its_cutoff"),
    (9, "resonance_rises_by_its_height_over_half_of_it"),
    (10, "modulation_lfo_moves_the_cutoff"),
    (11, "modulation_envelope_moves_the_cutoff"),
    (12, "end_offsets_shorten"),
    (13, "modulation_lfo_moves_the_volume"),
    (15, "sends_feed_their_effects"),
    (16, "sends_feed_their_effects"),
    (17, "pan_is_of_equal_power"),
    (21, "modulation_lfo_delay_and_frequency"),
    (22, "modulation_lfo_delay_and_frequency"),
    (23, "vibrato_lfo_waits_its_delay"),
    (24, "vibrato_lfo_waits_its_delay"),
    (25, "modulation_envelope_moves_the_pitch"),
    (26, "modulation_envelope_attack_is_convex"),
    (27, "modulation_envelope_moves_the_pitch"),
    (28, "modulation_envelope_moves_the_pitch"),
    (29, "modulation_envelope_moves_the_pitch"),
    (30, "modulation_envelope_releases"),
    (31, "modulation_envelope_follows_the_key"),
    (32, "modulation_envelope_follows_the_key"),
    (33, "volume_envelope_delay_attack_and_hold"),
    (34, "volume_envelope_delay_attack_and_hold"),
    (35, "volume_envelope_delay_attack_and_hold"),
    (36, "volume_envelope_falls_100_db_in_its_time"),
    (37, "volume_envelope_delay_attack_and_hold"),
    (38, "volume_envelope_releases_100_db_in_its_time"),
    (39, "volume_envelope_follows_the_key"),
    (40, "volume_envelope_follows_the_key"),
    (41, "preset_values_add_to_the_instruments"),
    (43, "ranges_select_and_layers_add"),
    (44, "ranges_select_and_layers_add"),
    (45, "loop_offsets_move_the_loop"),
    (46, "keynum_and_velocity_replace_the_players"),
    (47, "keynum_and_velocity_replace_the_players"),
    (48, "attenuation_is_in_centibels"),
    (50, "loop_offsets_move_the_loop"),
    (51, "tuning_is_in_semitones_and_cents"),
    (52, "tuning_is_in_semitones_and_cents"),
    (53, "each_sample_has_its_own_stream"),
    (54, "modes_0_and_2_play_once"),
    (54, "mode_1_loops_through_the_release"),
    (54, "mode_3_plays_to_the_end_after_release"),
    (56, "scale_tuning_is_in_cents_a_key"),
    (57, "exclusive_class_cuts_the_one_before"),
    (58, "root_key_overrides_the_headers"),
];

/// The tests of the default modulators, in the specification's order (section 8.4).
const MODULATORS: [&str; 10] = [
    "velocity_volume_and_expression_attenuate",
    "velocity_closes_the_filter",
    "pressure_and_wheel_deepen_the_vibrato",
    "pressure_and_wheel_deepen_the_vibrato",
    "velocity_volume_and_expression_attenuate",
    "pan_controller_spans_the_field",
    "velocity_volume_and_expression_attenuate",
    "sends_follow_their_controllers",
    "sends_follow_their_controllers",
    "pitch_wheel_bends_by_its_range",
];

const SOURCES: [&str; 6] = [
    include_str!("compressed.rs"),
    include_str!("envelopes.rs"),
    include_str!("generators.rs"),
    include_str!("layers.rs"),
    include_str!("loops.rs"),
    include_str!("modulators.rs"),
];

fn is_there(test: &str) -> bool {
    let text = format!("#[test]\nfn {test}()");
    SOURCES.iter().any(|source| source.contains(&text))
}

#[test]
fn every_generator_has_a_test() {
    for row in TABLE {
        let of = GENERATORS.iter().filter(|(id, _)| *id == row.id).map(|(_, test)| test);
        assert!(of.clone().count() > 0, "generator {} has none", row.id);
        of.for_each(|test| assert!(is_there(test), "{test} is gone"));
    }
}

#[test]
fn every_default_modulator_has_a_test() {
    assert_eq!(default_modulators().len(), MODULATORS.len());
    MODULATORS.iter().for_each(|test| assert!(is_there(test), "{test} is gone"));
}
