package org.dawsonmri.train;

/** How numbers are held inside a network while it computes. Weights are float32 in each case. */
public enum Precision {
    /** Tries both for a few steps and takes the faster one. */
    AUTO,
    /** 32 bits everywhere. */
    FLOAT32,
    /** Convolutions in bfloat16: faster on processors with bf16 instructions, much slower on others. */
    BFLOAT16
}
