;; What a person does in Emacs with eglot, without a screen: open, write, repair, rename. Told as JSON at the end.
;;  -*- lexical-binding: t; -*-

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'json)

(defvar site (file-name-as-directory (getenv "POSTLINT_SITE")))
(defvar told nil)

(define-derived-mode article-mode text-mode "Article")
(add-to-list 'auto-mode-alist '("\\.md\\'" . article-mode))
(add-to-list 'eglot-server-programs
             `(article-mode . (,(getenv "POSTLINT_PYTHON") "-m" "postlint" "server" :initializationOptions (:trusted t))))
(setq jsonrpc-default-request-timeout 150
      eglot-sync-connect 150
      eglot-confirm-server-initiated-edits nil
      eglot-send-changes-idle-time 0.05
      flymake-no-changes-timeout 0.05
      project-find-functions (list (lambda (_) (cons 'transient site))))

(defun wait-for (what)
  "Wait until WHAT gives something, and give it."
  (let ((until (+ (float-time) 150)) (result nil))
    (while (and (not (setq result (funcall what))) (< (float-time) until))
      (accept-process-output nil 0.1)
      (flymake-start))
    result))

(defun rules ()
  "The rules of what is shown in this buffer."
  (sort (mapcar (lambda (shown)
                  (let ((text (flymake-diagnostic-text shown)))
                    (if (string-match "[a-z-]+/[a-z-]+" text) (match-string 0 text) text)))
                (flymake-diagnostics))
        #'string<))

(defun tell (name value)
  (setq told (cons (cons name value) told)))

(find-file (concat site "content/posts/notes.md"))
(call-interactively #'eglot)
(tell 'opened (wait-for (lambda () (and (= (length (rules)) 2) (rules)))))

(goto-char (point-max))
(insert "\nAnd [this ](/posts/plan/).\n")
(eglot--signal-textDocument/didChange)
(tell 'typed (wait-for (lambda () (and (= (length (rules)) 3) (rules)))))

(eglot-code-actions (point-min) (point-max) "source.fixAll.postlint" t)
;; What Emacs says when nobody has typed for a moment, which never comes here.
(eglot--signal-textDocument/didChange)
(tell 'repaired (buffer-string))

(find-file (concat site "content/posts/plan.md"))
(goto-char (point-min))
(search-forward "## Set")
(eglot-rename "How to begin")
(tell 'renamed (concat (buffer-string)
                       (with-current-buffer (find-file-noselect (concat site "content/posts/notes.md")) (buffer-string))))

(with-temp-file (getenv "POSTLINT_OUT")
  (insert (json-encode told)))
(kill-emacs 0)
