package org.dawsonmri.model;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The model's description in the BioImage Model Zoo's format 0.4 ({@code rdf.yaml}), so that other programs know it. */
final class RdfYaml {

    private RdfYaml() {
    }

    static String of(ModelDescription model, String name) {
        Map<String, Object> rdf = new LinkedHashMap<>();
        rdf.put("format_version", "0.4.10");
        rdf.put("type", "model");
        rdf.put("name", name);
        rdf.put("description", "Segments " + String.join(", ", classNames(model)) + " in "
            + String.join(", ", model.channels()) + " with the network " + model.config().network()
            + ". Trained with Dawson.");
        rdf.put("timestamp", model.provenance().getOrDefault("created", ""));
        rdf.put("authors", List.of(Map.of("name", "unknown")));
        rdf.put("cite", List.of(Map.of("text", "Dawson", "url", "https://github.com/dawsonmri/dawson")));
        rdf.put("license", "CC-BY-4.0");
        rdf.put("tags", List.of("mri", "segmentation", model.config().network()));
        rdf.put("documentation", "dawson.json");
        rdf.put("covers", List.of());
        rdf.put("inputs", List.of(input(model)));
        rdf.put("outputs", List.of(output(model)));
        rdf.put("test_inputs", List.of("test_input.npy"));
        rdf.put("test_outputs", List.of("test_output.npy"));
        rdf.put("weights", Map.of("tensorflow_saved_model_bundle", weights(model)));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(options).dump(rdf);
    }

    private static Map<String, Object> input(ModelDescription model) {
        int dimensions = dimensions(model);
        int multiple = model.sizeMultiple();
        int channels = model.channels().size();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", SavedModelWriter.INPUT);
        input.put("axes", axes(dimensions));
        input.put("data_type", "float32");
        input.put("data_range", List.of("-inf", "inf"));
        input.put("shape", Map.of("min", sizes(1, multiple, dimensions, channels),
            "step", sizes(1, multiple, dimensions, 0)));
        return input;
    }

    private static Map<String, Object> output(ModelDescription model) {
        int dimensions = dimensions(model);
        int outputs = model.config().createNetwork().outputs(model.classes().size());
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", SavedModelWriter.OUTPUT);
        output.put("axes", axes(dimensions));
        output.put("data_type", "float32");
        output.put("data_range", List.of(0, 1));
        output.put("shape", Map.of("reference_tensor", SavedModelWriter.INPUT, "scale", sizes(1, 1, dimensions, 0),
            "offset", sizes(0, 0, dimensions, outputs / 2.0)));
        output.put("halo", sizes(0, 0, dimensions, 0));
        return output;
    }

    private static int dimensions(ModelDescription model) {
        return model.config().createNetwork().dimensions();
    }

    private static String axes(int dimensions) {
        return dimensions == 3 ? "bzyxc" : "byxc";
    }

    /** A number for the batch, the same one for each axis of space, and one for the channels. */
    private static List<Number> sizes(int batch, int space, int dimensions, Number channels) {
        List<Number> sizes = new ArrayList<>(List.of(batch));
        sizes.addAll(Collections.nCopies(dimensions, space));
        sizes.add(channels);
        return sizes;
    }

    private static Map<String, Object> weights(ModelDescription model) {
        Map<String, Object> weights = new LinkedHashMap<>();
        weights.put("source", "saved_model");
        weights.put("tensorflow_version", model.provenance().getOrDefault("tensorflow", ""));
        return weights;
    }

    private static List<String> classNames(ModelDescription model) {
        List<String> names = new ArrayList<>();
        model.classes().forEach(c -> names.add(c.name()));
        return names;
    }
}
