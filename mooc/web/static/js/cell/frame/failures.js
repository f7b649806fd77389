// What can go wrong, said in words, each with the button that helps.
// `retry`: "start" starts Python again; "fresh" does so without the browser's copies.

export const FAILURES = {
  wasm: {
    title: "Ce navigateur ne laisse pas Python démarrer",
    text:
      "Il refuse WebAssembly, la technique qui fait marcher Python dans une page. Un réglage de " +
      "sécurité, un mode de protection renforcée ou l’administration du poste peut en être la " +
      "cause. Vous pouvez essayer un autre navigateur, ou faire l’exercice sans code, plus haut " +
      "dans la page.",
    button: "Essayer encore",
    retry: "start",
  },
  core: {
    title: "Python n’a pas démarré",
    text:
      "Un de ses fichiers est arrivé, mais il n’a pas pu servir. Un filtre du réseau l’a peut-être " +
      "modifié. Téléchargez-le à nouveau ; si rien ne change, faites l’exercice sans code, plus " +
      "haut dans la page.",
    button: "Télécharger à nouveau",
    retry: "fresh",
  },
  integrity: {
    title: "Un fichier de Python est abîmé",
    text:
      "Son empreinte n’est pas celle qui est attendue : il a été coupé ou modifié en route. Nous " +
      "ne l’avons pas utilisé.",
    button: "Télécharger à nouveau",
    retry: "fresh",
  },
  network: {
    title: "Un fichier de Python n’est pas arrivé",
    text:
      "La connexion s’est interrompue, ou le réseau refuse ce fichier. Votre code est toujours " +
      "là. Ce qui est déjà téléchargé ne le sera pas deux fois.",
    button: "Réessayer",
    retry: "start",
  },
  hang: {
    title: "Python met trop de temps à démarrer",
    text: "Plus rien n’avance. Votre code est toujours là.",
    button: "Relancer Python",
    retry: "start",
  },
  memory: {
    title: "La mémoire de Python est pleine",
    text:
      "Le code a demandé plus de mémoire que le navigateur n’en donne. Redémarrez, puis " +
      "travaillez sur moins de données. Votre code est toujours là, mais les variables sont " +
      "effacées.",
    button: "Redémarrer Python",
    retry: "start",
  },
  killed: {
    title: "Python s’est arrêté",
    text:
      "Le navigateur, ou le code lui-même, y a mis fin. Votre code est toujours là, mais les " +
      "variables sont effacées.",
    button: "Redémarrer Python",
    retry: "start",
  },
  crash: {
    title: "Python s’est interrompu sur une erreur grave",
    text: "Votre code est toujours là, mais les variables sont effacées.",
    button: "Redémarrer Python",
    retry: "start",
  },
  flood: {
    title: "Python a été arrêté : trop de messages",
    text:
      "Le code envoyait des messages plus vite que la page ne peut les lire. Une boucle sans fin " +
      "en est souvent la cause.",
    button: "Redémarrer Python",
    retry: "start",
  },
};
