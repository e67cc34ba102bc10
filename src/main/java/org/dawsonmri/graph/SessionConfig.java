package org.dawsonmri.graph;

import org.dawsonmri.config.Precision;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** Configurations of native sessions. */
public final class SessionConfig {

    private SessionConfig() {
    }

    /**
     * A session's configuration.
     *
     * @param precision float32 or bfloat16; auto has to be decided before
     * @param threads cores to compute with, 0 for all
     */
    public static ConfigProto of(Precision precision, int threads) {
        if (precision == Precision.AUTO) {
            throw new IllegalStateException("auto has to be decided before a session is opened");
        }
        RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
        if (precision == Precision.BFLOAT16) {
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
