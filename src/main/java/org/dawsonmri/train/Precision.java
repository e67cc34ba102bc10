package org.dawsonmri.train;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** How numbers are held inside a network while it computes. Weights are float32 in each case. */
public enum Precision {
    /** Tries both for a few steps and takes the faster one. */
    AUTO,
    /** 32 bits everywhere. */
    FLOAT32,
    /** Convolutions in bfloat16: faster on processors with bf16 instructions, much slower on others. */
    BFLOAT16;

    /**
     * A session's configuration.
     *
     * @param threads cores to compute with, 0 for all
     */
    public ConfigProto sessionConfig(int threads) {
        if (this == AUTO) {
            throw new IllegalStateException("auto has to be decided before a session is opened");
        }
        RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
        if (this == BFLOAT16) {
            rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
        }
        ConfigProto.Builder config = ConfigProto.newBuilder()
            .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
            .setAllowSoftPlacement(true);
        if (threads > 0) {
            config.setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(threads);
        }
        return config.build();
    }
}
