package org.dawsonmri.network;

import org.dawsonmri.graph.Weight.Kind;

import java.util.List;

/**
 * How many numbers a network holds, counted in a graph of it.
 *
 * @param trainable weights that the optimiser changes
 * @param nonTrainable running statistics of batch normalisation
 */
public record NetworkSize(long trainable, long nonTrainable) {

    /**
     * Builds the network without values and counts.
     *
     * @param channels of the input
     * @param classes background not counted
     */
    public static NetworkSize of(Network network, int channels, int classes) {
        List<VariableSpec> all = VariableSpec.of(network, channels, classes);
        return new NetworkSize(count(all, Kind.TRAINABLE), count(all, Kind.STATISTIC));
    }

    private static long count(List<VariableSpec> all, Kind kind) {
        return VariableSpec.count(all.stream().filter(variable -> variable.kind() == kind).toList());
    }
}
