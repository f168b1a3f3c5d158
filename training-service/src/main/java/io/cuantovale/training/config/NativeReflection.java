package io.cuantovale.training.config;

import io.cuantovale.contracts.dataset.DatasetManifest;
import io.cuantovale.contracts.event.AuditRecorded;
import io.cuantovale.contracts.event.DatasetPublished;
import io.cuantovale.contracts.event.ModelPromoted;
import io.cuantovale.contracts.event.ModelPublished;
import io.cuantovale.contracts.event.TrainingRequested;
import io.cuantovale.contracts.model.ModelManifest;
import io.cuantovale.training.evaluate.ReferenceProfile;
import io.cuantovale.training.gate.GateDecision;
import io.cuantovale.training.gate.PairedBootstrap;
import io.cuantovale.training.gate.Wilson;
import io.cuantovale.training.task.TaskSpec;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Records that JSON and YAML are read into or written from outside REST: a native image must keep their members. */
@RegisterForReflection(
        targets = {
            AuditRecorded.class,
            DatasetManifest.class,
            DatasetPublished.class,
            GateDecision.class,
            ModelManifest.class,
            ModelPromoted.class,
            ModelPublished.class,
            PairedBootstrap.class,
            ReferenceProfile.class,
            TaskSpec.class,
            TrainingRequested.class,
            Wilson.class
        },
        registerFullHierarchy = true)
final class NativeReflection {
    private NativeReflection() {}
}
