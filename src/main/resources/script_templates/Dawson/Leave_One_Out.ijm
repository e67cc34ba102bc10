#@ File (label = "dataset.tsv", style = "file") table
#@ File (label = "Folder for models and results", style = "directory") output
#@ Integer (label = "Epochs", value = 50) epochs
#@ String (label = "Configuration (protocol or JSON file; may be empty)", value = "", required = false) config

// Trains as many networks as there are subjects, each without one of them, and segments that one with it. Every
// subject's labels come from a network that has never seen it.

// 'var' lets functions see them; what such a line assigns, Fiji works out before it sets the parameters above.
var lines = newArray(0);
var names = newArray(0);
var role = 0;
lines = split(File.openAsString(table), "\n");
names = split(lines[0], "\t");
subject = columnOf("subject");
role = columnOf("split");
predictions = output + "/predictions";
File.makeDirectory(predictions);

for (i = 1; i < lines.length; i++) {
    id = cell(lines[i], subject);
    fold = output + "/without_" + id;
    File.makeDirectory(fold);
    data = File.getParent(table) + "/without_" + id + ".tsv"; // beside the table, whose paths are relative to it
    File.saveString(tableWithout(i), data);
    options = "data=[" + data + "] out=[" + fold + "/model] epochs=" + epochs;
    if (config != "") options = options + " config=[" + config + "]";
    run("Dawson Train Network...", options);
    run("Dawson Segment...", "data=[" + data + "] model=[" + fold + "/model] out=[" + fold + "/labels]");
    File.copy(fold + "/labels/" + id + ".nii.gz", predictions + "/" + id + ".nii.gz");
    deleted = File.delete(data);
}
run("Dawson Evaluate...", "reference=[" + table + "] prediction=[" + predictions + "] out=[" + output + "/scores.csv]");

// The whole table, with one subject for testing, the next for validation and all others for training.
function tableWithout(tested) {
    validation = tested + 1;
    if (validation == lines.length) validation = 1;
    text = lines[0] + "\n";
    for (row = 1; row < lines.length; row++) {
        cells = split(lines[row], "\t");
        cells[role] = "train";
        if (row == validation) cells[role] = "validation";
        if (row == tested) cells[role] = "test";
        text = text + String.join(cells, "\t") + "\n";
    }
    return text;
}

function columnOf(name) {
    for (column = 0; column < names.length; column++) {
        if (names[column] == name) return column;
    }
    exit(table + ": has no column '" + name + "'");
}

function cell(line, column) {
    cells = split(line, "\t");
    return cells[column];
}
