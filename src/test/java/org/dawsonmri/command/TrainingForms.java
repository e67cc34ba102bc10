package org.dawsonmri.command;

import org.dawsonmri.TemporaryFolder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.task.TaskService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What filled-in forms hand to the worker. */
final class TrainingForms {

    private TrainingForms() {
    }

    /** The worker's command line with the file of settings, which comes last among them, in its place. */
    static String line(Class<? extends TrainingCommand> form, Map<String, Object> inputs) throws IOException {
        try (Context context = new Context(CommandService.class, TaskService.class, LogService.class);
            TemporaryFolder folder = TemporaryFolder.create()) {
            Module module = Commands.module(context, context.service(CommandService.class).getCommand(form));
            inputs.forEach(module::setInput);
            List<String> arguments = ((TrainingCommand) module.getDelegateObject()).arguments(folder.path());
            Path file = folder.path().resolve("form.json");
            String line = String.join(" ", arguments);
            return Files.exists(file) ? line.replace(file.toString(), Files.readString(file)) : line;
        }
    }

    /** The settings in such a line. */
    static JsonObject settings(String line) {
        return JsonParser.parseString(line.substring(line.indexOf('{'), line.lastIndexOf('}') + 1)).getAsJsonObject();
    }
}
