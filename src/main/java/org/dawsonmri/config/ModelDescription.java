package org.dawsonmri.config;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code dawson.json} says of a model: all that segmentation needs to know beside the weights, and how the model
 * came to be.
 *
 * @param format version of this file's layout, {@value #FORMAT}
 * @param channels names of the input channels, in order
 * @param classes the classes that are found, in the order of the output channels (background not listed)
 * @param sizeMultiple height and width of an input must be a multiple of this
 * @param frame width and height that training slices were padded to; a network learns from its borders, too, so
 *        slices to segment are laid into frames that are at least as large. Of a network of volumes width, height and
 *        depth of its training patches, which are the windows that it segments in
 * @param floatsPerPixel memory that one input pixel needs while the network computes, in floats
 * @param config all settings of the training
 * @param scores validation scores of the weights that were kept, by name; empty without validation
 * @param provenance where the model comes from: versions, dataset, subjects, date
 * @param trainingScans what the scans were like that it learned from; null if nobody knows, as of older models
 * @param weightsSha256 of {@code saved_model/saved_model.pb}; null if there is none yet, and in older models
 */
public record ModelDescription(int format, List<String> channels, List<LabelClass> classes, int sizeMultiple,
    List<Integer> frame, int floatsPerPixel, TrainingConfig config, Map<String, Double> scores,
    Map<String, String> provenance, TrainingScans trainingScans,
    @SerializedName("weights_sha256") String weightsSha256) {

    /** The name that it has in a model's folder. */
    public static final String FILE = "dawson.json";
    public static final int FORMAT = 1;

    /**
     * A class.
     *
     * @param value its value in label maps
     * @param name its name in tables
     */
    public record LabelClass(int value, String name) {

        public LabelClass {
            if (name == null) {
                throw new IllegalArgumentException("class " + value + " has no name");
            }
        }
    }

    /** A model that has no weights yet, and of which it is not known what it learned from. */
    public ModelDescription(int format, List<String> channels, List<LabelClass> classes, int sizeMultiple,
        List<Integer> frame, int floatsPerPixel, TrainingConfig config, Map<String, Double> scores,
        Map<String, String> provenance) {
        this(format, channels, classes, sizeMultiple, frame, floatsPerPixel, config, scores, provenance, null,
            null);
    }

    public ModelDescription {
        // Models of before frames were noted.
        frame = frame == null ? List.of(0, 0) : frame;
    }

    /**
     * The settings that a training which starts from this model has in common with it: the network with its options,
     * the channels, the preprocessing and a cascade's thresholds, which go by it. All else is as in any new training.
     */
    public JsonObject startingSettings() {
        JsonObject settings = Settings.toJson(config);
        JsonObject common = new JsonObject();
        for (String name : List.of("network", "network_options", "preprocessing", "cascade")) {
            common.add(name, settings.get(name));
        }
        JsonArray inputs = new JsonArray();
        channels.forEach(inputs::add);
        common.add("channels", inputs);
        return common;
    }

    /** The same model with other scores. */
    public ModelDescription withScores(Map<String, Double> newScores) {
        return new ModelDescription(format, channels, classes, sizeMultiple, frame, floatsPerPixel, config, newScores,
            provenance, trainingScans, weightsSha256);
    }

    /** The same model with settings that changed in the midst of its training. */
    public ModelDescription withConfig(TrainingConfig newConfig) {
        return with(newConfig, provenance);
    }

    /** The same model with one more fact of where it comes from. */
    public ModelDescription withProvenance(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(provenance);
        more.put(key, value);
        return new ModelDescription(format, channels, classes, sizeMultiple, frame, floatsPerPixel, config, scores,
            more, trainingScans, weightsSha256);
    }

    /** The same model with a file of weights. @param sha256 the file's sum */
    public ModelDescription withWeights(String sha256) {
        return new ModelDescription(format, channels, classes, sizeMultiple, frame, floatsPerPixel, config, scores,
            provenance, trainingScans, sha256);
    }

    /** The same model with other settings and another origin to tell of. */
    public ModelDescription with(TrainingConfig newConfig, Map<String, String> newProvenance) {
        return new ModelDescription(format, channels, classes, sizeMultiple, frame, floatsPerPixel, newConfig, scores,
            newProvenance, trainingScans, weightsSha256);
    }

    /** The same network with weights of another origin, which nobody has measured. */
    public ModelDescription withOrigin(Map<String, String> newProvenance) {
        return new ModelDescription(format, channels, classes, sizeMultiple, frame, floatsPerPixel, config, Map.of(),
            newProvenance);
    }

    /** As {@code dawson.json} has it. */
    public String toText() {
        return Settings.toText(this);
    }

    /**
     * Reads the text, not more: whether it describes a network is a question to the models.
     *
     * @param source file name for messages
     */
    public static ModelDescription parse(String text, String source) {
        ModelDescription description = Settings.parse(text, ModelDescription.class, source);
        if (description.format != FORMAT) {
            throw new DawsonException(source + ": its format is " + description.format
                + ", this version of Dawson reads format " + FORMAT);
        }
        return description;
    }
}
