package org.dawsonmri.model;

import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.preprocess.DatasetStatistics;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.preprocess.Preprocessing;

import java.util.List;
import java.util.Map;

/**
 * What {@code rdf.yaml} tells other programs to do to intensities before {@code saved_model/} gets them: (v − mean) /
 * (std + ε) for each channel, with the training set's numbers. Scaling by a scan's own numbers is not written: the
 * format's steps see one input, not the scan it was cut from.
 *
 * @param channels mean and standard deviation of each; empty if nothing is written
 */
record InputScaling(List<DatasetStatistics> channels) {

    /** The format's own, against division by 0. */
    private static final double EPSILON = 1e-6;

    static InputScaling of(ModelDescription model) {
        Preprocessing settings = model.config().preprocessing();
        return new InputScaling(settings.normalization().equals(Normalizers.DATASET) && !settings.lacksStatistics()
            ? settings.statistics() : List.of());
    }

    /** The steps in the format's words. */
    List<Map<String, Object>> steps(String spaceAxes) {
        return channels.isEmpty() ? List.of() : List.of(Map.of("name", "zero_mean_unit_variance", "kwargs",
            Map.of("mode", "fixed", "axes", spaceAxes, "eps", EPSILON,
                "mean", channels.stream().map(DatasetStatistics::mean).toList(),
                "std", channels.stream().map(DatasetStatistics::std).toList())));
    }

    /** Intensities of a scan, channels last, as the network gets them. */
    float[] apply(float[] intensities) {
        float[] scaled = intensities.clone();
        for (int i = 0; i < scaled.length && !channels.isEmpty(); i++) {
            DatasetStatistics s = channels.get(i % channels.size());
            scaled[i] = (float) ((intensities[i] - s.mean()) / (s.std() + EPSILON));
        }
        return scaled;
    }

    /** Intensities that a scan may have, given what the network is to get. */
    float[] undo(float[] scaled) {
        float[] intensities = scaled.clone();
        for (int i = 0; i < scaled.length && !channels.isEmpty(); i++) {
            DatasetStatistics s = channels.get(i % channels.size());
            intensities[i] = (float) (s.mean() + scaled[i] * s.std());
        }
        return intensities;
    }
}
