package org.dawsonmri.cli;

import static org.dawsonmri.GeneratedPage.cell;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.GeneratedPage;
import org.dawsonmri.cli.option.Subcommand;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** docs/reference/cli.md: every subcommand and option, from picocli's own model. */
class CommandLinePageTest {

    private static final String INTRODUCTION = """
        # Command line

        `target/dawson/bin/dawson` after `mvn -DskipTests package`, `dawson.bat` on Windows. ImageJ's worker and cluster
        jobs use the same commands. Results go to standard output; progress, warnings and errors to standard error.

        | exit status | meaning |
        |---|---|
        | 0 | done |
        | 1 | failed, with one line that says what, which file, what was found and expected, and what to do |
        | 2 | wrong usage |
        | 130 | cancelled |

        """;

    @Test
    void thePageHasWhatTheProgramHas() throws IOException {
        List<CommandSpec> commands = leaves(Dawson.commandLine());
        Set<String> common = namesInAll(commands);
        assertTrue(common.contains("--progress") && commands.size() > 20, common + " of " + commands.size());
        StringBuilder page = new StringBuilder(GeneratedPage.notice()).append(INTRODUCTION);
        page.append("Options of every command:\n\n");
        table(page, commands.get(0).options().stream().filter(o -> common.contains(o.longestName())).toList());
        for (CommandSpec command : commands) {
            page.append("\n## ").append(command.qualifiedName()).append("\n\n");
            page.append(cell(String.join(" ", command.usageMessage().description()))).append("\n\n");
            page.append("    ").append(synopsis(command)).append("\n");
            List<ArgSpec> own = new ArrayList<>(command.positionalParameters());
            own.addAll(command.options().stream()
                .filter(option -> !option.hidden() && !common.contains(option.longestName())).toList());
            if (!own.isEmpty()) {
                page.append("\n");
                table(page, own);
            }
        }
        GeneratedPage.check("cli.md", page.toString());
    }

    /** All commands that do something, those of groups such as 'weights' included, by name. */
    private static List<CommandSpec> leaves(CommandLine line) {
        List<CommandSpec> found = new ArrayList<>();
        line.getSubcommands().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey()).forEach(entry -> {
            CommandLine sub = entry.getValue();
            if (sub.getCommand() instanceof Subcommand) {
                found.add(sub.getCommandSpec());
            }
            found.addAll(leaves(sub));
        });
        found.removeIf(spec -> spec.usageMessage().hidden());
        return found;
    }

    private static Set<String> namesInAll(List<CommandSpec> commands) {
        Set<String> names = new LinkedHashSet<>();
        commands.get(0).options().forEach(option -> names.add(option.longestName()));
        for (CommandSpec command : commands) {
            names.retainAll(command.options().stream().map(OptionSpec::longestName).collect(Collectors.toSet()));
        }
        return names;
    }

    private static String synopsis(CommandSpec command) {
        StringBuilder line = new StringBuilder(command.qualifiedName());
        for (OptionSpec option : command.options()) {
            if (option.required() && option.group() == null) {
                line.append(' ').append(option.longestName()).append(' ').append(option.paramLabel());
            }
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            line.append(parameter.required() ? " " + parameter.paramLabel() : " [" + parameter.paramLabel() + "]");
        }
        return line.append(" [options]").toString();
    }

    private static void table(StringBuilder page, List<? extends ArgSpec> arguments) {
        page.append("| option | value | what it does |\n|---|---|---|\n");
        for (ArgSpec argument : arguments) {
            String name = argument instanceof OptionSpec option ? String.join("`, `", option.names())
                : argument.paramLabel();
            boolean flag = argument.arity().max() == 0 || argument.typeInfo().isBoolean();
            String value = flag || argument.isPositional() ? "" : "`" + argument.paramLabel().replace("|", "\\|") + "`";
            page.append("| `").append(name).append("` | ").append(value).append(" | ").append(duty(argument))
                .append(cell(String.join(" ", argument.description()))).append(" |\n");
        }
    }

    private static String duty(ArgSpec argument) {
        if (argument.group() != null && argument.group().exclusive()) {
            return "One of " + argument.group().options().stream().map(o -> "`" + o.longestName() + "`")
                .collect(Collectors.joining(", ")) + ". ";
        }
        return argument.required() ? "**Required.** " : "";
    }
}
