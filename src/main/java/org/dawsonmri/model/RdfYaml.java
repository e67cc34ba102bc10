package org.dawsonmri.model;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import java.util.ArrayList;
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
        int multiple = model.sizeMultiple();
        int channels = model.channels().size();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", SavedModelWriter.INPUT);
        input.put("axes", "byxc");
        input.put("data_type", "float32");
        input.put("data_range", List.of("-inf", "inf"));
        input.put("shape", Map.of("min", List.of(1, multiple, multiple, channels),
            "step", List.of(1, multiple, multiple, 0)));
        return input;
    }

    private static Map<String, Object> output(ModelDescription model) {
        int outputs = model.config().createNetwork().outputs(model.classes().size());
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("name", SavedModelWriter.OUTPUT);
        output.put("axes", "byxc");
        output.put("data_type", "float32");
        output.put("data_range", List.of(0, 1));
        output.put("shape", Map.of("reference_tensor", SavedModelWriter.INPUT, "scale", List.of(1, 1, 1, 0),
            "offset", List.of(0, 0, 0, outputs / 2.0)));
        output.put("halo", List.of(0, 0, 0, 0));
        return output;
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
