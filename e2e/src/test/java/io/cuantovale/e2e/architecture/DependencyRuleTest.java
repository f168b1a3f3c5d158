package io.cuantovale.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: services, then kit, photo, store, state and contracts, then domain, then nothing. */
class DependencyRuleTest {
    private static final String BASE = "io.cuantovale.";
    private static final JavaClasses CLASSES = Sources.classes();

    @Test
    void domainKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(BASE + "domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + "domain..", "java..", "org.jspecify..")
                .because("the rules of the domain must be usable from a notebook, a batch job or another framework")
                .check(CLASSES);
    }

    @Test
    void contractsKnowOnlyTheDomain() {
        classes()
                .that()
                .resideInAPackage(BASE + "contracts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + "contracts..", BASE + "domain..", "java..", "org.jspecify..")
                .because("an integrator must be able to read our events without our frameworks")
                .check(CLASSES);
    }

    @Test
    void librariesKnowNoService() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "kit..", BASE + "photo..", BASE + "store..", BASE + "state..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        BASE + "scraper..",
                        BASE + "cleaning..",
                        BASE + "training..",
                        BASE + "inference..",
                        BASE + "gateway..",
                        BASE + "local..")
                .because("shared modules would drag services into each other")
                .check(CLASSES);
    }

    @Test
    void noServiceKnowsAnother() {
        slices().matching(BASE + "(scraper|cleaning|training|inference|gateway)..")
                .namingSlices("$1")
                .should()
                .notDependOnEachOther()
                .because("services share contracts, not code")
                .check(CLASSES);
    }

    @Test
    void theDemoPortalSharesNothingWithTheProductItFeeds() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "local.portal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "scraper..", BASE + "domain..", BASE + "contracts..", BASE + "kit..")
                .because("a portal that shares the scraper's code would prove the scraper right whatever it does")
                .check(CLASSES);
    }

    @Test
    void beansAreInjectedByConstructor() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("a class must be testable without a container, and settings are typed @ConfigMapping")
                .check(CLASSES);
    }

    @Test
    void loggersAreConstants() {
        fields().that()
                .haveRawType("org.jboss.logging.Logger")
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
