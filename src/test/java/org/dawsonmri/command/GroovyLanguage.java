package org.dawsonmri.command;

import org.scijava.plugin.Plugin;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptLanguage;

/** Groovy for SciJava's scripts, which Fiji has from scripting-groovy: that one is not on Maven Central. */
@Plugin(type = ScriptLanguage.class, name = "Groovy")
public final class GroovyLanguage extends AdaptedScriptLanguage {

    public GroovyLanguage() {
        super("groovy");
    }
}
