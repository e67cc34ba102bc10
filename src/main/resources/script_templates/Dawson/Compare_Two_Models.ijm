#@ File (label = "Data set (dataset.tsv or its folder)", style = "both") data
#@ File (label = "First model folder", style = "directory") first
#@ File (label = "Second model folder", style = "directory") second
#@ File (label = "Folder for results", style = "directory") output

// Segments the same data set with two models and puts both models' scores side by side: first.csv and second.csv hold
// all scores, the log the mean Dice.

print("first:  mean Dice " + d2s(scores(first, "first"), 4));
print("second: mean Dice " + d2s(scores(second, "second"), 4));

// Segments and measures with one model; returns the mean Dice over all cases and labels.
function scores(model, name) {
    folder = output + "/" + name;
    File.makeDirectory(folder);
    run("Dawson Segment...", "data=[" + data + "] model=[" + model + "] out=[" + folder + "]");
    run("Dawson Evaluate...", "reference=[" + data + "] prediction=[" + folder + "] out=[" + folder + ".csv]");
    return meanOf(folder + ".csv", "dice");
}

// The mean of a column over the rows that have a number there.
function meanOf(csv, column) {
    lines = split(File.openAsString(csv), "\n");
    names = split(lines[0], ",");
    at = -1;
    for (i = 0; i < names.length; i++) {
        if (names[i] == column) at = i;
    }
    sum = 0;
    count = 0;
    for (i = 1; i < lines.length; i++) {
        values = split(lines[i], "(,)");
        number = parseFloat(values[at]);
        if (!isNaN(number)) {
            sum += number;
            count++;
        }
    }
    return sum / count;
}
