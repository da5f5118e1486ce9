//! What SF2.04 says, against what comes out: fonts made on the spot, measured in
//! decibels, hertz, cents and seconds.
#![allow(missing_docs)]

mod channels;
mod compressed;
mod coverage;
mod envelopes;
mod generators;
mod layers;
mod loops;
mod modulators;
mod sf2;
mod tools;
